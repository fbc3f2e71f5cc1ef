import type { QueueEvent } from "@letsgo/queue";
import type { Shown } from "./to-shown.ts";
import { type Told, toDelivery } from "./told.ts";

/** What the console is told of an event of `@letsgo/queue`. */
export function queueTold(event: QueueEvent, shown: Shown): Told {
  switch (event.name) {
    case "accepted": {
      const { at: _, attributes, body, ...rest } = event;
      const replayOf = attributes["letsgo.replayOf"];
      const payload = { body: shown.body(body), attributes: shown.attributes(attributes) };
      return { ...rest, ...(replayOf !== undefined && { replayOf }), ...payload };
    }
    case "refused":
      return { ...event, error: shown.error(event.error) };
    case "hop": {
      const { at: _, ...hop } = event;
      return hop;
    }
    case "delay-not-observed": {
      const { first: _, ...told } = event;
      return told;
    }
    case "redriven":
    case "payload-deleted":
      return event;
    case "visibility-changed":
      return { name: event.name, ...toDelivery(event.record), visibleAt: event.visibleAt };
    case "retry-after-not-observed":
      return { name: "retry-after-failed", messageId: event.messageId, seconds: event.seconds };
    case "retry-after-failed": {
      const { name, messageId, seconds, error } = event;
      return { name, messageId, seconds, error: shown.error(error) };
    }
    case "payload-stored":
    case "payload-fetched": {
      const { name, messageId, key, payloadJson } = event;
      const body = shown.body(payloadJson);
      return { name, messageId, key, bytes: body.bytes, body };
    }
    default:
      return noticeOf(event, shown);
  }
}

// --- internal ---

type Noticed = Extract<
  QueueEvent,
  { name: "payload-not-marked" | "all-redriven" | "unknown-type" | "queue-created" | "queue-updated" }
>;

function noticeOf(event: Noticed, shown: Shown): Told {
  switch (event.name) {
    case "payload-not-marked": {
      const text = `The payload of message ${event.messageId} is not marked as handled: a duplicate would be handled again.`;
      return { name: event.name, text, error: shown.error(event.error) };
    }
    case "all-redriven":
      return { name: event.name, text: `${event.moved} dead letters are back in their queue.` };
    case "unknown-type":
      return { name: event.name, text: shown.text(`No schema is known for type ${event.type}.`) };
    case "queue-created":
      return { name: event.name, text: `Queue ${event.queueUrl} was created.` };
    case "queue-updated":
      return {
        name: event.name,
        text: shown.text(`Queue ${event.queueUrl} was brought to the settings${wordsOf(event)}.`),
      };
  }
}

/** Which attributes differed, and what they are now. */
function wordsOf({ attributes = {} }: Extract<Noticed, { name: "queue-updated" }>): string {
  const each = Object.entries(attributes).map(([name, value]) => `${name} ${value}`);
  return each.length > 0 ? `: ${each.join(", ")}` : "";
}
