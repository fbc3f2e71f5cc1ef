import { setMaxListeners } from "node:events";
import type { SQSRecord } from "aws-lambda";
import type { Clock } from "./clock.ts";
import { gatherBatch } from "./gather-batch.ts";
import { handleBatch } from "./handle-batch.ts";
import type { EventSourceMappingOptions, MappingSettings } from "./mapping-options.ts";
import { createQueueConnection, type QueueConnection } from "./queue-connection.ts";
import { createReceiver, type Receive, type ReceivedBatch } from "./receiver.ts";
import { runPollers } from "./run-pollers.ts";
import { deleteRecords, releaseRecords } from "./settle-records.ts";

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
  const connection = createQueueConnection({ client, queueUrl, settings, signal });
  const receiver = createReceiver({ client, connection, signal });
  const inFlight = new Set<SQSRecord>();
  const gathering = new Set<Promise<unknown>>();
  const late: ReceivedBatch[] = [];

  const settlingIn = (url: string) => ({ client, queueUrl: url, signal: abandoning.signal });
  const gathered = () => Promise.all([...gathering]);
  const receive: Receive = async (request) => {
    const batch = await receiver.receive(request);
    for (const record of batch?.records ?? []) inFlight.add(record);
    return batch;
  };

  /** What no filter matches is deleted while the rest is on its way; of what comes after the halt nothing is. */
  async function sift({ queue, records }: ReceivedBatch): Promise<SQSRecord[]> {
    const { filter } = settings;
    if (filter === undefined || signal.aborted) return records;
    const unwanted = records.filter(({ body }) => !filter(body));
    await deleteRecords(unwanted, settlingIn(queue.queueUrl), "filtered");
    for (const record of unwanted) inFlight.delete(record);
    return records.filter((record) => !unwanted.includes(record));
  }

  async function gather(receiveWatched: Receive): Promise<ReceivedBatch | undefined> {
    const onReplaced = (record: SQSRecord) => inFlight.delete(record);
    const batch = await gatherBatch({ receive: receiveWatched, settings, sift, onReplaced, clock, signal });
    if (batch === undefined || !signal.aborted) return batch;
    late.push(batch);
    return undefined;
  }

  function gatherTracked(receiveWatched: Receive): Promise<ReceivedBatch | undefined> {
    const batch = gather(receiveWatched).finally(() => gathering.delete(batch));
    gathering.add(batch);
    return batch;
  }

  /** Only when no receive is open any longer: another one of ours would take it again, and each receive counts. */
  async function release({ queue, records }: ReceivedBatch): Promise<void> {
    await gathered();
    await releaseRecords(records, settlingIn(queue.queueUrl));
  }

  async function settling<T>({ records }: ReceivedBatch, settled: Promise<T>): Promise<T> {
    const outcome = await settled;
    for (const record of records) inFlight.delete(record);
    return outcome;
  }

  const parts = { client, invoke, settings, release, halted: signal, abandoned: abandoning.signal };
  const polling = runPollers({
    receive,
    gather: gatherTracked,
    handle: (batch) => settling(batch, handleBatch(batch, parts)),
    limits: settings.pollers,
    clock,
    signal,
  });

  async function halt(): Promise<void> {
    halting.abort();
    await gathered();
    await Promise.all([polling, ...late.map((batch) => settling(batch, release(batch)))]);
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
    inFlight: () => inFlight.size,
  };
}

// --- internal ---

/** Every poller and every request listens to it, which is no leak. */
function createAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
