import { setTimeout } from "node:timers/promises";
import type { SQSEvent } from "aws-lambda";
import { createEventSourceMapping, type EventSourceMapping } from "../create-event-source-mapping.ts";
import type { EventSourceMappingOptions } from "../mapping-options.ts";
import type { LocalEndpoint } from "./local-queue.ts";

/** A mapping that has been started, stopped at the end of its scope. */
export type RunningMapping = EventSourceMapping & AsyncDisposable;

/** Starts a mapping with short polls, unless told otherwise: no receive of theirs holds up the stop. */
export function runMapping(
  endpoint: LocalEndpoint,
  options: Omit<EventSourceMappingOptions, "client"> & { client?: EventSourceMappingOptions["client"] },
): RunningMapping {
  const mapping = createEventSourceMapping({
    client: endpoint.createClient(),
    concurrency: 1,
    receiveMessageWaitTimeSeconds: 0,
    ...options,
  });
  mapping.start();
  return { ...mapping, [Symbol.asyncDispose]: () => mapping.stop({ graceSeconds: 0 }) };
}

/**
 * Waits until `assertion` no longer throws, or the time has passed; then throws what it threw last.
 *
 * @param withinMs Below the time that a test has, so that the reason is shown.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, withinMs = 4_000): Promise<T> {
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await setTimeout(10);
    }
  }
}

/** The bodies of one event. */
export function bodiesOf(event: SQSEvent): string[] {
  return event.Records.map(({ body }) => body);
}
