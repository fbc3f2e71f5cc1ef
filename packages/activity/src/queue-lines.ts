import type { Logger } from "@letsgo/logger";
import type { QueueEvent } from "@letsgo/queue";

/** Writes what sending tells: messages accepted, and what the sender should know. */
export function createQueueLines(logger: Logger): (event: QueueEvent) => void {
  return (event) => {
    switch (event.name) {
      case "accepted": {
        const { messageId, sqsMessageId, type, mode, bytes, delaySeconds } = event;
        logger.info({ messageId, type, hop: "accepted", mode, bytes, delaySeconds, sqsMessageId }, "Message accepted");
        break;
      }
      case "delay-not-observed": {
        const { messageId, type, delaySeconds } = event;
        logger.warn(
          { messageId, type, delaySeconds },
          "delaySeconds is not observed in direct mode: delivered at once",
        );
        break;
      }
      case "unknown-type":
        logger.warn({ type: event.type }, "No schema is known for this type: its payload is not checked");
        break;
      case "queue-created":
        logger.info({ queueUrl: event.queueUrl }, "Queue created");
        break;
      case "queue-updated":
        logger.info(
          { queueUrl: event.queueUrl, attributes: event.attributes },
          "Queue attributes brought to the settings",
        );
        break;
    }
  };
}
