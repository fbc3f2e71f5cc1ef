import type { Logger } from "@letsgo/logger";
import type { QueueEvent } from "@letsgo/queue";
import { toRecordFields } from "./record-lines.ts";
import { shortenType } from "./ship/shorten.ts";

/** Writes what sending tells: messages accepted, and what the sender should know. */
export function createQueueLines(logger: Logger): (event: QueueEvent) => void {
  return (event) => {
    switch (event.name) {
      case "accepted": {
        const { messageId, traceId, sqsMessageId, type, mode, bytes, delaySeconds } = event;
        logger.info(
          { messageId, type: shortenType(type), traceId, hop: "accepted", mode, bytes, delaySeconds, sqsMessageId },
          "Message accepted",
        );
        break;
      }
      case "delay-not-observed": {
        const { messageId, type, delaySeconds, first } = event;
        const text = "delaySeconds is not observed in direct mode: delivered at once; this is said once";
        if (first) logger.warn({ messageId, type, delaySeconds }, text);
        break;
      }
      case "hop": {
        const { messageId, traceId, delaySeconds } = event;
        const dueAt = new Date(event.dueAt).toISOString();
        logger.info({ messageId, traceId, dueAt, delaySeconds }, "Message sent on: it is not due yet");
        break;
      }
      case "unknown-type":
        logger.warn({ type: event.type }, "No schema is known for this type: its payload is not checked");
        break;
      case "queue-created":
        logger.info({ queueUrl: event.queueUrl }, "Queue created");
        break;
      case "queue-updated": {
        const { queueUrl, attributes } = event;
        logger.info({ queueUrl, attributes }, "Queue attributes brought to the settings");
        break;
      }
      case "refused":
        break; // whoever called `enqueue` has the error
      case "payload-not-marked":
      case "retry-after-not-observed":
      case "retry-after-failed":
        writeReceivingLine(logger, event);
        break;
      default:
        writeMovingLine(logger, event);
    }
  };
}

// --- internal ---

type ReceivingEvent = Extract<
  QueueEvent,
  { name: "payload-not-marked" | "retry-after-not-observed" | "retry-after-failed" }
>;

/** What the receiving half tells: wishes of handlers that could not be fulfilled. */
function writeReceivingLine(logger: Logger, event: ReceivingEvent): void {
  switch (event.name) {
    case "payload-not-marked": {
      const { messageId, key, error } = event;
      logger.warn({ messageId, key, err: error }, "Payload not marked as handled: a duplicate would be handled again");
      break;
    }
    case "retry-after-not-observed": {
      const { messageId, seconds } = event;
      logger.warn({ messageId, seconds }, "retryAfter is not observed in direct mode: there is no second delivery");
      break;
    }
    case "retry-after-failed": {
      const { messageId, seconds, error } = event;
      const text = event.denied
        ? "retryAfter is denied: the role lacks sqs:ChangeMessageVisibility; the visibility timeout counts"
        : "retryAfter could not be fulfilled: the visibility timeout counts";
      logger.warn({ messageId, seconds, err: error }, text);
      break;
    }
  }
}

type MovingEvent = Extract<
  QueueEvent,
  {
    name: "payload-stored" | "payload-fetched" | "payload-deleted" | "visibility-changed" | "redriven" | "all-redriven";
  }
>;

/** Where a message or its payload has gone, beside its way through the queue. */
function writeMovingLine(logger: Logger, event: MovingEvent): void {
  switch (event.name) {
    case "payload-stored":
      logger.debug({ messageId: event.messageId, key: event.key }, "Payload stored");
      break;
    case "payload-fetched":
      logger.debug({ messageId: event.messageId, key: event.key }, "Payload fetched");
      break;
    case "payload-deleted":
      logger.debug({ messageId: event.messageId, key: event.key }, "Payload deleted");
      break;
    case "visibility-changed": {
      const visibleAt = new Date(event.visibleAt).toISOString();
      logger.debug({ ...toRecordFields(event.record), visibleAt }, "Message comes back as retryAfter says");
      break;
    }
    case "redriven":
      logger.info({ messageId: event.messageId }, "Message redriven");
      break;
    case "all-redriven":
      logger.info({ moved: event.moved }, "Messages redriven");
      break;
  }
}
