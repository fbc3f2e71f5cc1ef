import { payloadSchemaOf } from "@letsgo/types";
import type { FieldIssue } from "./errors.ts";

/**
 * Checks a payload, as JSON gives it back, against the catalogue. Sending and receiving ask the same question here.
 *
 * @returns every fault with its path; empty for a type that the catalogue does not know
 */
export function payloadIssuesOf(type: string, payload: unknown): FieldIssue[] {
  const result = payloadSchemaOf(type)?.safeParse(payload);
  if (!result || result.success) return [];
  return result.error.issues.flatMap((issue) => {
    // An unknown key is reported on the object that holds it; people look for the key.
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ field: toField(path), message: issue.message }));
  });
}

/** A path below the payload in words: `payload.items[0].name`. */
export function toField(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, part) => (typeof part === "number" ? `${field}[${part}]` : `${field}.${String(part)}`),
    "payload",
  );
}
