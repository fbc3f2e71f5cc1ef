import { inspect } from "node:util";
import type { ShippedAttributes, ShippedBody, ShippedError } from "../shipped.ts";
import { MAX_BODY_BYTES } from "../shipped.ts";
import { maskJson } from "./mask-json.ts";
import { MASK, type Secrets } from "./secrets.ts";
import { SHORTENED, shorten } from "./shorten.ts";

/** Makes what may be shown of what happened: secrets masked, and cut to a bounded size. */
export interface Shown {
  /** A message's body, or a payload's JSON. */
  body(text: string): ShippedBody;
  attributes(values: Readonly<Record<string, string | undefined>>): ShippedAttributes;
  error(error: unknown): ShippedError;
  /** Fields of a log line, as JSON; undefined where there are none, or they are no JSON. */
  fields(fields: Readonly<Record<string, unknown>>): string | undefined;
  /** A line's text, an error's message. */
  text(text: string): string;
}

export function createShown(secrets: Secrets): Shown {
  const text = (value: string) => secrets.clean(cutText(value));

  function error(thrown: unknown, depth = 0): ShippedError {
    if (!(thrown instanceof Error)) return { name: typeof thrown, message: text(wordsOf(thrown)) };
    const { name, message, stack, cause } = thrown;
    const code = (thrown as { code?: unknown }).code;
    return {
      name: shorten(String(name), MAX_NAME_LENGTH),
      message: text(String(message)),
      ...(typeof code === "string" && { code: shorten(code, MAX_NAME_LENGTH) }),
      ...(typeof stack === "string" && { stack: text(stack) }),
      ...(cause !== undefined && cause !== thrown && depth < MAX_CAUSES && { cause: error(cause, depth + 1) }),
    };
  }

  return {
    body(whole) {
      const bytes = Buffer.byteLength(whole);
      const shown = maskJson(whole, secrets, MAX_BODY_BYTES);
      const start = cut(shown.text, MAX_BODY_BYTES);
      // What is read to its end and short enough afterwards is whole, however long its secrets were.
      const isCut = start !== shown.text || !shown.whole;
      return { text: start, bytes, cut: isCut, masked: shown.masked.map((path) => shorten(path, MAX_PATH_LENGTH)) };
    },
    attributes: (values) =>
      Object.fromEntries(
        Object.entries(values)
          .slice(0, MAX_ATTRIBUTES)
          .map(([name, value = ""]) => [
            shorten(name, MAX_ATTRIBUTE_NAME_LENGTH),
            secrets.isSecret(name) ? MASK : text(value),
          ]),
      ),
    error: (thrown) => error(thrown),
    fields(fields) {
      const own = Object.entries(fields).filter(([, value]) => value !== undefined);
      if (own.length === 0) return undefined;
      try {
        const plain = own.map(([name, value]) => [name, value instanceof Error ? error(value) : value] as const);
        return cut(maskJson(JSON.stringify(Object.fromEntries(plain)), secrets, MAX_TEXT_BYTES).text, MAX_TEXT_BYTES);
      } catch {
        return undefined; // a cycle, a BigInt: the line itself has them
      }
    },
    text,
  };
}

// --- internal ---

const MAX_TEXT_BYTES = 16 * 1024;
const MAX_CAUSES = 8;
/** Of an error's class and code. */
const MAX_NAME_LENGTH = 256;
/** SQS takes ten attributes, and names of 256 characters; what is posted to the worker by hand may have any. */
const MAX_ATTRIBUTES = 32;
const MAX_ATTRIBUTE_NAME_LENGTH = 256;
const MAX_PATH_LENGTH = 1000;

function cutText(text: string): string {
  const start = cut(text, MAX_TEXT_BYTES);
  return start === text ? text : start + SHORTENED;
}

/** The first bytes of a text, as whole characters. */
function cut(text: string, maxBytes: number): string {
  // No character weighs more than three bytes a unit.
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text.slice(0, maxBytes));
  if (bytes.length <= maxBytes) return text.length > maxBytes ? bytes.toString() : text;
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}

function wordsOf(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : inspect(thrown, { depth: 2 });
}
