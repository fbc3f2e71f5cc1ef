import type { SQSEvent, SQSRecord } from "aws-lambda";
import { faultOfSqsEvent, isScheduledEvent, isSqsEvent, type WorkerEventInput } from "../lambda-event.ts";
import { RequestError } from "./request-error.ts";

/**
 * Reads what was posted: an SQS event or a scheduled event. A record needs a `messageId` and a `body`; what else a Lambda
 * function finds in a record is filled in, so that handlers may rely on it.
 *
 * @throws {RequestError} 400 where it is neither
 */
export function parseDelivery(body: string): WorkerEventInput {
  const event = parseJson(body);
  if (isScheduledEvent(event)) return event;
  if (isSqsEvent(event)) return toCompleteEvent(event);
  throw new RequestError(400, `Expected an SQS event or a scheduled event, got neither: ${faultOfSqsEvent(event)}.`);
}

// --- internal ---

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    // The parser's own words quote the body, which belongs into no log.
    throw new RequestError(400, "Expected the body to be JSON, got other text.", { cause });
  }
}

function toCompleteEvent({ Records: records }: SQSEvent): SQSEvent {
  return { Records: records.map(toCompleteRecord) };
}

function toCompleteRecord(record: Partial<SQSRecord> & Pick<SQSRecord, "messageId" | "body">): SQSRecord {
  const now = String(Date.now());
  const attributes = {
    ApproximateReceiveCount: "1",
    SentTimestamp: now,
    SenderId: "letsgo:local",
    ApproximateFirstReceiveTimestamp: now,
  };
  return {
    receiptHandle: "",
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "",
    awsRegion: "",
    ...record,
    attributes: { ...attributes, ...toObject(record.attributes) },
    messageAttributes: { ...toObject(record.messageAttributes) },
  };
}

function toObject<T extends object>(value: T | undefined): T | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
