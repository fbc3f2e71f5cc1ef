import { subscribe, unsubscribe } from "node:diagnostics_channel";
import {
  createEventSourceMapping,
  type EventSourceEvent,
  type EventSourceMapping,
  type EventSourceMappingOptions,
  eventSourceChannelName,
  type Invoke,
} from "@letsgo/event-source";
import type { Bench } from "./bench.ts";
import { createContractClient } from "./bench.ts";
import type { Queue } from "./queue.ts";
import { until } from "./wait.ts";

/** A mapping that polls a queue, and what it tells of it; stopped at the end of its scope. */
export interface RunningMapping extends AsyncDisposable {
  readonly mapping: EventSourceMapping;
  /** What has been told of this queue so far, as `<name> <body>`, and of kept messages `kept <body> <reason>`. */
  told(): string[];
  /** Waits until so many deliveries are settled: deleted or kept. */
  settled(count: number): Promise<string[]>;
}

/** What a handler is invoked with. */
export type HandlerEvent = Parameters<Invoke>[0];

/** Options of a mapping but for its client and its queue. */
export type MappingChoice = Omit<EventSourceMappingOptions, "client" | "queueUrl">;

/** Starts a mapping, by default with one poller, which ends its receives soon. */
export function runMapping({ endpoint }: Bench, queue: Queue, choice: MappingChoice): RunningMapping {
  const client = createContractClient(endpoint);
  const events = followQueue(queue.arn);
  const pace = { receiveMessageWaitTimeSeconds: 1, ...(choice.scalingConfig === undefined && { concurrency: 1 }) };
  const mapping = createEventSourceMapping({ ...pace, ...choice, client, queueUrl: queue.url });
  mapping.start();
  return {
    mapping,
    told: events.told,
    settled: (count) =>
      until(`${count} settled messages`, async () => {
        const settled = events.told().filter((line) => /^(deleted|kept) /.test(line));
        return settled.length >= count && settled;
      }),
    async [Symbol.asyncDispose]() {
      await mapping.stop({ graceSeconds: 0 });
      events[Symbol.dispose]();
      client.destroy();
    },
  };
}

// --- internal ---

/** Mappings of all checks tell on one channel: a record says whose it is. */
function followQueue(arn: string): Disposable & { told(): string[] } {
  const lines: string[] = [];
  const listen = (told: unknown) => {
    const event = told as EventSourceEvent;
    if (!("record" in event) || event.record.eventSourceARN !== arn) return;
    const reason = event.name === "kept" ? [event.reason] : [];
    lines.push([event.name, event.record.body, ...reason].join(" "));
  };
  subscribe(eventSourceChannelName, listen);
  return { told: () => lines, [Symbol.dispose]: () => unsubscribe(eventSourceChannelName, listen) };
}
