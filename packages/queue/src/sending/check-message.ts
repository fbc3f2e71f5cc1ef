import { isReservedType, payloadSchemaOf } from "@letsgo/types";
import { quotedStart } from "../error-words.ts";
import { type FieldIssue, InvalidMessageError } from "../errors.ts";
import { payloadIssuesOf } from "../payload-issues.ts";
import { toJson } from "./serialise.ts";

/** A message that may be sent. */
export interface CheckedMessage {
  readonly type: string;
  readonly payloadJson: string;
  /** Does the catalogue know the type? */
  readonly catalogued: boolean;
}

/**
 * Checks a message: its shape, its type, that its payload is JSON and what the catalogue says of it.
 *
 * @throws {InvalidMessageError} naming every field at fault
 */
export function checkMessage(message: unknown): CheckedMessage {
  const { type, payload } = toParts(message);
  const payloadJson = toJson(payload);
  const catalogued = payloadSchemaOf(type) !== undefined;
  // What the handler will see is checked, not the value at hand: a Date is a text there, NaN is null.
  const issues = catalogued ? payloadIssuesOf(type, JSON.parse(payloadJson)) : [];
  if (issues.length > 0) throw new InvalidMessageError(issues);
  return { type, payloadJson, catalogued };
}

// --- internal ---

function toParts(message: unknown): { type: string; payload: unknown } {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new InvalidMessageError([issue("message", "an object with type and payload", wordsOf(message))]);
  }
  const { type, payload } = message as Record<string, unknown>;
  // They would be lost without a word: the body holds type and payload alone.
  const others = Object.keys(message).filter((key) => key !== "type" && key !== "payload");
  if (others.length > 0) {
    throw new InvalidMessageError(others.map((key) => issue(key, "left out (put it into the payload)", "a field")));
  }
  if (typeof type !== "string" || type === "") {
    throw new InvalidMessageError([issue("type", "a non-empty text", wordsOf(type))]);
  }
  if (isReservedType(type) && !payloadSchemaOf(type)) {
    throw new InvalidMessageError([
      issue("type", "one of the catalogue's, since letsgo: is reserved for them", quotedStart(type)),
    ]);
  }
  return { type, payload };
}

function issue(field: string, expected: string, got: string): FieldIssue {
  return { field, message: `Expected ${field} to be ${expected}, got ${got}` };
}

function wordsOf(value: unknown): string {
  if (value === "") return "an empty text";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}
