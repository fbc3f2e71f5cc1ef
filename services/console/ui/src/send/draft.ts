import type { CataloguedType, SendRequest } from "@letsgo/console-api";
import { parseJsonText } from "../json/parse-json-text.ts";

/** How a message is written. */
export type WrittenAs = "form" | "json" | "raw";

/** A message as it is being written. */
export interface Draft {
  readonly type: string;
  readonly as: WrittenAs;
  /** The form's fields. */
  readonly fields: unknown;
  /** The payload, or the whole body, as text. */
  readonly text: string;
  readonly delaySeconds: number;
  readonly count: number;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly groupId: string;
}

export const emptyDraft: Draft = {
  type: "",
  as: "form",
  fields: {},
  text: "{}",
  delaySeconds: 0,
  count: 1,
  attributes: [],
  groupId: "",
};

/** SQS allows ten attributes, of which six are the envelope's. */
export const MAX_ATTRIBUTES = 4;

/** Has the type fields for a form? A schema that allows anything has none. */
export function hasForm(type: CataloguedType | undefined): boolean {
  return Object.keys((type?.schema?.properties as object | undefined) ?? {}).length > 0;
}

/** What is sent, or why it cannot be. */
export function toRequest(draft: Draft): { request: SendRequest } | { problem: string } {
  const { type, as, text, delaySeconds, count, groupId } = draft;
  const attributes = draft.attributes.filter(({ name }) => name.trim() !== "");
  const rest = {
    ...(delaySeconds > 0 && { delaySeconds }),
    ...(count > 1 && { count }),
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(attributes.map(({ name, value }) => [name.trim(), value])),
    }),
    ...(groupId.trim() && { groupId: groupId.trim() }),
  };
  if (as === "raw")
    return text.trim() ? { request: { rawBody: text, ...rest } } : { problem: "Expected a body, got nothing." };
  if (type.trim() === "") return { problem: "Choose a type, or write one." };
  if (as === "form") return { request: { type, payload: draft.fields, ...rest } };
  const parsed = parseJsonText(text);
  return parsed.ok ? { request: { type, payload: parsed.value, ...rest } } : { problem: parsed.problem };
}
