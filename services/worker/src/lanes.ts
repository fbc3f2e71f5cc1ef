import type { SQSRecord } from "aws-lambda";

/** Records that are handled one after the other; after a failure the rest of them is returned unhandled. */
export type Lane = readonly SQSRecord[];

/** Most message handlers of one batch at once; a batch may hold up to 10,000 records. */
export const MAX_CONCURRENT_LANES = 10;

/**
 * Divides a batch into lanes, which may run side by side: on a FIFO queue one per message group (C19, C23), else one per
 * record, also where a standard queue's messages have groups (D33).
 */
export function toLanes(records: readonly SQSRecord[]): Lane[] {
  const groups = new Map<unknown, SQSRecord[]>();
  for (const record of records) {
    const { MessageGroupId: group } = record.attributes ?? {};
    const key = group !== undefined && record.eventSourceARN.endsWith(".fifo") ? group : record;
    const lane = groups.get(key);
    if (lane) lane.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()];
}

/** Runs all lanes, at most {@link MAX_CONCURRENT_LANES} at once, in the order of their first records. */
export async function runLanes(lanes: readonly Lane[], run: (lane: Lane) => Promise<void>): Promise<void> {
  const waiting = lanes.values();
  const runner = async () => {
    for (const lane of waiting) await run(lane);
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT_LANES }, runner));
}
