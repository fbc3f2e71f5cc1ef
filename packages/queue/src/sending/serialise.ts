import { type FieldIssue, InvalidMessageError } from "../errors.ts";
import { toField } from "../payload-issues.ts";

/**
 * A payload's JSON, made once: what the handler gets is this text parsed.
 *
 * @throws {InvalidMessageError} where there is none (undefined, function, symbol) or JSON has no word for it (BigInt, cycle)
 */
export function toJson(payload: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(payload);
  } catch (cause) {
    throw new InvalidMessageError([faultIn(payload) ?? faultOf([], "a JSON value", cause)], { cause });
  }
  if (json === undefined) throw new InvalidMessageError([faultOf([], "a JSON value", typeof payload)]);
  return json;
}

/**
 * Escapes what SQS refuses in a body but JSON can hold (D26): U+FFFE and U+FFFF. JSON itself escapes control characters
 * and lone surrogates. In JSON text such a character can only stand inside a string, so nothing else changes.
 */
export function escapeForSqs(json: string): string {
  return json.replace(/[\uFFFE\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

// --- internal ---

/** What made JSON.stringify fail; undefined where the search fails too (a getter that throws, nesting too deep). */
function faultIn(payload: unknown): FieldIssue | undefined {
  try {
    return findFault(payload);
  } catch {
    return undefined;
  }
}

/** The first BigInt or cycle in the order of JSON.stringify. */
function findFault(value: unknown, path: PropertyKey[] = [], parents: unknown[] = []): FieldIssue | undefined {
  if (typeof value === "bigint") return faultOf(path, "a JSON value", `the BigInt ${value}`);
  if (typeof value !== "object" || value === null || hasToJson(value)) return undefined;
  if (parents.includes(value)) return faultOf(path, "free of cycles", "a value that holds itself");
  const inside = [...parents, value];
  const entries = Array.isArray(value) ? value.map((entry, index) => [index, entry] as const) : Object.entries(value);
  for (const [key, entry] of entries) {
    const fault = findFault(entry, [...path, key], inside);
    if (fault) return fault;
  }
  return undefined;
}

function hasToJson(value: object): boolean {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function faultOf(path: PropertyKey[], expected: string, got: unknown): FieldIssue {
  const field = toField(path);
  return { field, message: `Expected ${field} to be ${expected}, got ${got instanceof Error ? got.message : got}` };
}
