import type { SQSRecord } from "aws-lambda";
import type { EventSourceEvent, KeptReason } from "../events.ts";

/** One event as lines for people; none where another event of the same message says it. */
export function toLines(event: EventSourceEvent): string[] {
  switch (event.name) {
    case "received":
      return [`received  ${nameOf(event.record)}`];
    case "deleted":
      return [`done      ${nameOf(event.record)}`];
    case "filtered":
      return [`filtered  ${nameOf(event.record)}: no filter matches it, so it was deleted`];
    case "released":
      return [`released  ${nameOf(event.record)}: not started, visible again at once`];
    case "extend-failed":
      return [
        `visible   ${nameOf(event.record)}: could not be kept hidden, so it may come again (${event.error.message})`,
      ];
    case "invocation-failed":
      return [`failed    an invocation of ${event.records.length} message(s): ${textOf(event.error)}`];
    case "kept":
      return [`kept      ${nameOf(event.record)}: ${reasons[event.reason]}${event.error ? because(event) : ""}`];
    case "poll-failed":
      return [`outage    the queue cannot be polled, trying on: ${event.error.message}${remedyOf(event.error)}`];
    case "poll-recovered":
      return ["polling   again"];
  }
}

// --- internal ---

const reasons: Record<KeptReason, string> = {
  "invocation-failed": "comes back after its visibility timeout",
  reported: "in batchItemFailures, comes back after its visibility timeout",
  "group-failed": "behind a failed message of its group, comes back after it",
  "delete-failed": "its delete was not confirmed, so it may come back",
  stopped: "its handler was still running, it comes back after its visibility timeout",
  "release-failed": "not started and not given back, it comes back after its visibility timeout",
  "queue-gone": "its queue does not exist any more, and it went with it",
};

function nameOf({ messageId, attributes: { ApproximateReceiveCount: count } }: SQSRecord): string {
  return count === "1" ? messageId : `${messageId} (delivery ${count})`;
}

/** The failed invocation's own line has its error already. */
function because({ reason, error }: { reason: KeptReason; error?: Error }): string {
  return reason === "invocation-failed" || error === undefined ? "" : ` (${error.message})`;
}

function textOf(error: Error): string {
  return error.stack?.includes(error.message) ? error.stack : `${error.name}: ${error.message}`;
}

function remedyOf(error: Error): string {
  if (error.name === "QueueDoesNotExist") return "\n          create it, or mend --queue-url";
  if (error.message.startsWith("Queue visibility timeout")) {
    return "\n          raise the queue's VisibilityTimeout, or lower --function-timeout";
  }
  return "";
}
