import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createEventSourceMapping } from "../create-event-source-mapping.ts";
import { type EventSourceEvent, eventSourceChannelName } from "../events.ts";
import { createThreadInvoker } from "../thread/create-thread-invoker.ts";
import type { CommandEnvironment } from "./config.ts";
import { createClient, placeOf } from "./create-client.ts";
import type { CommandOptions } from "./parse-arguments.ts";
import { toLines } from "./tell.ts";

export interface CommandParts {
  environment: CommandEnvironment;
  write: (line: string) => void;
  /** Resolves when the command shall end. */
  asked: Promise<string>;
}

/**
 * Polls until asked to end, then lets running invocations end, at most for the function timeout.
 *
 * @throws {Error} The handler cannot be loaded.
 */
export async function runCommand(options: CommandOptions, { environment, write, asked }: CommandParts): Promise<void> {
  const { queueUrl, handler, concurrency, functionTimeoutSeconds, mapping: mappingOptions } = options;
  const place = placeOf(options, environment);
  const invoker = createThreadInvoker({ ...options, ...place });
  await invoker.load();

  const client = createClient(place, options, environment);
  const tell = (event: unknown) => toLines(event as EventSourceEvent).map(write);
  const { invoke } = invoker;
  const mapping = createEventSourceMapping({
    ...mappingOptions,
    client,
    queueUrl,
    invoke,
    functionTimeoutSeconds,
    concurrency,
  });
  subscribe(eventSourceChannelName, tell);
  mapping.start();
  write(
    `started   ${handler} on ${queueUrl}, batches of up to ${mappingOptions.batchSize}, up to ${concurrency} at once`,
  );

  const reason = await asked;
  write(`stopping  ${reason}: running invocations have up to ${functionTimeoutSeconds} s; once more ends them at once`);
  await mapping.stop({ graceSeconds: functionTimeoutSeconds });
  await invoker.close();
  client.destroy();
  unsubscribe(eventSourceChannelName, tell);
  write("stopped");
}
