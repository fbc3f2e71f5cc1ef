import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import type { Clock } from "./clock.ts";
import { gatherBatch } from "./gather-batch.ts";
import type { MappingSettings } from "./mapping-options.ts";
import type { Receive, ReceivedBatch, Receiver } from "./receiver.ts";
import { deleteRecords } from "./settle-records.ts";

/** What one run takes in: receives, filters, batches, and what the halt found half gathered. */
export interface Intake {
  receive: Receive;
  /** One batch by the receives of one poller; undefined where they failed, or the run halted meanwhile. */
  gather(receive: Receive): Promise<ReceivedBatch | undefined>;
  /** Resolves once no batch is being gathered any longer, and so no receive is open. */
  gathered(): Promise<unknown>;
  /** What was gathered when the run halted, for the one who releases it; asked once `gathered` has resolved. */
  takeLate(): ReceivedBatch[];
  /** Messages received and not yet deleted, kept or released: settled ones are taken out by `settle`. */
  inFlight(): number;
  settle(records: readonly SQSRecord[]): void;
}

export interface IntakeParts {
  client: SQSClient;
  receiver: Receiver;
  settings: MappingSettings;
  clock: Clock;
  /** Aborted when the run halts. */
  signal: AbortSignal;
  /** Aborted at the end of the grace period. */
  abandoned: AbortSignal;
}

export function createIntake({ client, receiver, settings, clock, signal, abandoned }: IntakeParts): Intake {
  const inFlight = new Set<SQSRecord>();
  const gathering = new Set<Promise<unknown>>();
  const late: ReceivedBatch[] = [];
  const settle = (records: readonly SQSRecord[]) => {
    for (const record of records) inFlight.delete(record);
  };

  /** What no filter matches is deleted before its batch goes on; of what comes after the halt nothing is. */
  async function sift({ queue: { queueUrl }, records }: ReceivedBatch): Promise<SQSRecord[]> {
    const { filter } = settings;
    if (filter === undefined || signal.aborted) return records;
    const { wanted = [], unwanted = [] } = Object.groupBy(records, ({ body }) =>
      filter(body) ? "wanted" : "unwanted",
    );
    await deleteRecords(unwanted, { client, queueUrl, signal: abandoned }, "filtered");
    settle(unwanted);
    return wanted;
  }

  async function gather(receive: Receive): Promise<ReceivedBatch | undefined> {
    const onReplaced = (record: SQSRecord) => settle([record]);
    const batch = await gatherBatch({ receive, settings, sift, onReplaced, clock, signal });
    if (batch === undefined || !signal.aborted) return batch;
    late.push(batch);
    return undefined;
  }

  return {
    async receive(request) {
      const batch = await receiver.receive(request);
      for (const record of batch?.records ?? []) inFlight.add(record);
      return batch;
    },
    gather(receive) {
      const batch = gather(receive).finally(() => gathering.delete(batch));
      gathering.add(batch);
      return batch;
    },
    gathered: () => Promise.all([...gathering]),
    takeLate: () => late.splice(0),
    inFlight: () => inFlight.size,
    settle,
  };
}
