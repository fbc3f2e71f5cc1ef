import type { ScheduledEvent, SQSEvent } from "aws-lambda";

/** What the worker's Lambda function is called with. */
export type WorkerEventInput = SQSEvent | ScheduledEvent;

/** Is it EventBridge's scheduled event? */
export function isScheduledEvent(event: unknown): event is ScheduledEvent {
  return isObject(event) && event["detail-type"] === "Scheduled Event";
}

/** Is it an SQS event: `Records`, at least one, each with a `messageId` and a `body`? */
export function isSqsEvent(event: unknown): event is SQSEvent {
  return faultOfSqsEvent(event) === undefined;
}

/** Why it is no SQS event; undefined where it is one. */
export function faultOfSqsEvent(event: unknown): string | undefined {
  if (!isObject(event)) return `Expected an object, got ${wordsOf(event)}`;
  const { Records: records } = event;
  if (!Array.isArray(records)) return `Expected Records to be an array, got ${wordsOf(records)}`;
  if (records.length === 0) return "Expected Records to hold at least one record, got none";
  for (const [index, record] of records.entries()) {
    const fault = faultOfRecord(record);
    if (fault) return `Expected Records[${index}]${fault}`;
  }
  return undefined;
}

// --- internal ---

function faultOfRecord(record: unknown): string | undefined {
  if (!isObject(record)) return ` to be an object, got ${wordsOf(record)}`;
  for (const name of ["messageId", "body"] as const) {
    const value = record[name];
    if (typeof value !== "string" || value === "") {
      return `.${name} to be a non-empty text, got ${wordsOf(value)}`;
    }
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wordsOf(value: unknown): string {
  if (value === undefined) return "none";
  if (value === "") return "an empty one";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
