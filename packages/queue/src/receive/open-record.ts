import { isReservedType, type Message, payloadSchemaOf } from "@letsgo/types";
import type { SQSRecord } from "aws-lambda";
import { quotedStart } from "../error-words.ts";
import type { FieldIssue } from "../errors.ts";
import { payloadIssuesOf } from "../payload-issues.ts";
import { InvalidRecordError } from "./errors.ts";
import { identityOf } from "./identity-of.ts";

/** A record that was opened: what a message handler needs. */
export interface OpenedRecord {
  /** The message's identity; see {@link identityOf}. */
  readonly messageId: string;
  /** The record's own id, for `batchItemFailures`. */
  readonly recordId: string;
  readonly message: Message;
  /** Deliveries so far, this one included; 1 in direct mode. */
  readonly receiveCount: number;
  readonly record: SQSRecord;
}

/**
 * Opens a record: parses its body and checks it against the catalogue. A type that the catalogue does not know is
 * handed on with its payload as it is, unless it starts with `letsgo:`. LetsGo's own records open as well.
 *
 * @param payloadJson the payload, where it travelled by S3 and the body's own stands in for it
 * @throws {InvalidRecordError} with the reason, where no message handler may see it
 * @example
 * const { messageId, message } = openRecord(record);
 */
export function openRecord(record: SQSRecord, payloadJson?: string): OpenedRecord {
  const messageId = identityOf(record);
  const body = parse("body", record.body, messageId);
  const stored = payloadJson === undefined ? {} : { payload: parse("payload", payloadJson, messageId) };
  const message = toMessage(withPayload(body, stored), messageId);
  return {
    messageId,
    recordId: record.messageId,
    message,
    receiveCount: Number(record.attributes?.ApproximateReceiveCount) || 1,
    record,
  };
}

// --- internal ---

/** Whatever is no object stays as it is, to be refused as that. */
function withPayload(body: unknown, stored: { payload?: unknown }): unknown {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body, ...stored } : body;
}

function parse(field: string, json: unknown, messageId: string): unknown {
  const got = typeof json === "string" ? "other text" : `a value of type ${typeof json}`;
  try {
    if (typeof json === "string") return JSON.parse(json);
  } catch {
    // The parser's error is no cause to keep: its words quote the body, and errors are logged.
  }
  throw new InvalidRecordError("malformed-json", [issue(field, `Expected ${field} to be JSON, got ${got}`)], {
    messageId,
  });
}

function toMessage(body: unknown, messageId: string): Message {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    const got = body === null ? "null" : Array.isArray(body) ? "an array" : typeof body;
    const issues = [issue("body", `Expected body to be an object with type and payload, got ${got}`)];
    throw new InvalidRecordError("not-a-message", issues, { messageId });
  }
  const { type, payload } = body as Record<string, unknown>;
  const issues = [
    ...(typeof type === "string" && type !== ""
      ? []
      : [issue("type", `Expected type to be a non-empty text, got ${JSON.stringify(type)}`)]),
    ...(payload !== undefined ? [] : [issue("payload", "Expected payload to be a JSON value, got none")]),
  ];
  if (typeof type !== "string" || issues.length > 0)
    throw new InvalidRecordError("not-a-message", issues, { messageId });
  checkAgainstCatalogue(type, payload, messageId);
  return { type, payload };
}

function checkAgainstCatalogue(type: string, payload: unknown, messageId: string): void {
  if (isReservedType(type) && !payloadSchemaOf(type)) {
    const issues = [issue("type", `Expected type to be in the catalogue, got ${quotedStart(type)}`)];
    throw new InvalidRecordError("unknown-type", issues, { messageId, type });
  }
  const issues = payloadIssuesOf(type, payload);
  if (issues.length > 0) throw new InvalidRecordError("invalid-payload", issues, { messageId, type });
}

function issue(field: string, message: string): FieldIssue {
  return { field, message };
}
