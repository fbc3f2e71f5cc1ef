import { shortenType } from "@letsgo/activity";
import type { ShippedAttributes, ShippedBody } from "@letsgo/activity/shipped";
import type { MessageRow } from "./rows.ts";
import type { Work } from "./workbench.ts";

/** Keeps a message's body as it was first seen. */
export function rememberBody(work: Work, body: ShippedBody): void {
  const { row } = work;
  if (row.body !== null) return;
  row.body = body.text;
  row.bodyBytes = body.bytes;
  row.bodyCut = body.cut ? 1 : 0;
  rememberMasked(row, body.masked);
  work.isTextNew = true;
}

/** Keeps a payload that travels by S3, and so is no part of the body. */
export function rememberPayload(work: Work, { text, cut, masked }: ShippedBody): void {
  const { row } = work;
  if (row.payload !== null) return;
  row.payload = text;
  row.payloadCut = cut ? 1 : 0;
  rememberMasked(row, masked);
  work.isTextNew = true;
}

/** Keeps a message's attributes, and the trace that it belongs to. */
export function rememberAttributes(
  row: MessageRow,
  { attributes, traceId }: { attributes: ShippedAttributes; traceId: string },
): void {
  row.attributes ??= JSON.stringify(attributes);
  row.replayOf ??= attributes["letsgo.replayOf"] ?? null;
  row.traceId ??= traceId;
}

/** What a body says of its type, shortened; null where it says none, or is cut before it does. */
export function typeOf({ text, cut }: ShippedBody): string | null {
  try {
    const { type } = JSON.parse(cut ? startOf(text) : text) ?? {};
    return typeof type === "string" && type !== "" ? shortenType(type) : null;
  } catch {
    return null;
  }
}

// --- internal ---

/** JSON of a cut body's type alone, which may itself be what was cut. */
function startOf(text: string): string {
  const type = /^\{"type":"(?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*/.exec(text)?.[0];
  return type === undefined ? "{}" : `${type}"}`;
}

function rememberMasked(row: MessageRow, masked: readonly string[]): void {
  const before = row.masked === null ? [] : (JSON.parse(row.masked) as string[]);
  const all = new Set([...before, ...masked]);
  row.masked = all.size > 0 ? JSON.stringify([...all]) : null;
}
