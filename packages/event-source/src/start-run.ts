import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.ts";
import { handleBatch } from "./handle-batch.ts";
import { createIntake } from "./intake.ts";
import type { EventSourceMappingOptions, MappingSettings } from "./mapping-options.ts";
import { createQueueConnection, type QueueConnection } from "./queue-connection.ts";
import { createReceiver, type ReceivedBatch } from "./receiver.ts";
import { runPollers } from "./run-pollers.ts";
import { releaseRecords } from "./settle-records.ts";

/** Polling from `start` or `resume` to the next `pause` or `stop`. */
export interface Run {
  /** Receives nothing new; resolves when all that was received is settled. A second call joins the first. */
  halt(): Promise<void>;
  /** Waits for running invocations no longer. */
  abandon(): void;
  connection(): ReturnType<QueueConnection["state"]>;
  lastReceiveAt(): number | undefined;
  /** Messages received and not yet deleted, kept or released. */
  inFlight(): number;
}

export interface RunParts extends Pick<EventSourceMappingOptions, "client" | "queueUrl" | "invoke"> {
  settings: MappingSettings;
  clock: Clock;
}

/** Starts polling at once. */
export function startRun({ client, queueUrl, invoke, settings, clock }: RunParts): Run {
  const halting = createAbort();
  const abandoning = createAbort();
  const { signal } = halting;
  const abandoned = abandoning.signal;
  const connection = createQueueConnection({ client, queueUrl, settings, signal });
  const receiver = createReceiver({ client, connection, signal });
  const intake = createIntake({ client, receiver, settings, clock, signal, abandoned });

  /** Only when no receive is open any longer: another one of ours would take it again, and each receive counts. */
  async function release({ queue, records }: ReceivedBatch): Promise<void> {
    await intake.gathered();
    await releaseRecords(records, { client, queueUrl: queue.queueUrl, signal: abandoned });
    intake.settle(records);
  }
  async function handle(batch: ReceivedBatch): Promise<"succeeded" | "function-error"> {
    const handledAs = await handleBatch(batch, { client, invoke, settings, release, halted: signal, abandoned });
    intake.settle(batch.records);
    return handledAs;
  }
  const { receive, gather } = intake;
  const polling = runPollers({ receive, gather, handle, limits: settings.pollers, clock, signal });

  async function halt(): Promise<void> {
    halting.abort();
    await intake.gathered();
    await Promise.all([polling, ...intake.takeLate().map(release)]);
  }

  let halted: Promise<void> | undefined;
  return {
    halt() {
      halted ??= halt();
      return halted;
    },
    abandon: () => abandoning.abort(),
    connection: connection.state,
    lastReceiveAt: receiver.lastReceiveAt,
    inFlight: intake.inFlight,
  };
}

// --- internal ---

/** Every poller and every request listens to it, which is no leak. */
function createAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
