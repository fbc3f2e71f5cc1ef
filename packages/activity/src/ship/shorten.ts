import { hash } from "node:crypto";
import { MAX_IDENTITY_LENGTH } from "@letsgo/queue";

/** What stands at the end of a text of which only the beginning is told. */
export const SHORTENED = "… [shortened]";

/** The text as it is; a longer one is its beginning, with {@link SHORTENED} behind it. */
export function shorten(text: string, maxLength: number): string {
  return text.length > maxLength ? startOf(text, maxLength) + SHORTENED : text;
}

/** A type as it is told: whole, up to 256 characters. */
export function shortenType(type: string): string {
  return shorten(type, MAX_TYPE_LENGTH);
}

/** As {@link shorten}, for what tells things apart: long ids that begin alike stay two. */
export function shortenId(id: string): string {
  const isLong = id.length > MAX_IDENTITY_LENGTH;
  return isLong ? `${startOf(id, MAX_IDENTITY_LENGTH)}${SHORTENED} ${hash("sha1", id, "base64url")}` : id;
}

/**
 * An event with none of its own texts beyond measure: whoever sends from elsewhere may put a megabyte into a type or an id,
 * and an event that is larger than a batch would be lost. What lies deeper (body, attributes, error) is bounded where it is
 * made.
 */
export function toBounded<T extends object>(event: T): T {
  const long = Object.entries(event).filter(([, value]) => typeof value === "string" && value.length > LONG);
  if (long.length === 0) return event;
  return { ...event, ...Object.fromEntries(long.map(([name, value]) => [name, shortenField(name, value)])) };
}

// --- internal ---

/** A type is looked up, listed and counted by; SQS takes one of a megabyte. */
const MAX_TYPE_LENGTH = 256;
/** What is no longer is told as it is, whatever it is. */
const LONG = Math.min(MAX_IDENTITY_LENGTH, MAX_TYPE_LENGTH);
const MAX_OTHER_LENGTH = 16 * 1024;
const IDS = new Set(["messageId", "deliveryId", "sqsMessageId", "parentMessageId", "replayOf", "groupId", "key"]);

function shortenField(name: string, value: string): string {
  if (IDS.has(name)) return shortenId(value);
  return name === "type" ? shortenType(value) : shorten(value, MAX_OTHER_LENGTH);
}

/** No half of a character. */
function startOf(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
