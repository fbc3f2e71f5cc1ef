import { randomUUID } from "node:crypto";
import { type Comparison, compareRuns, runAtOnce } from "../compare.ts";
import { createRawClient, type RawClient } from "./raw-client.ts";

/** Calls that are under way at once. */
const CALLERS = 16;
const body = JSON.stringify({
  type: "order:new",
  payload: { orderId: "123", customerId: "456", note: "x".repeat(200) },
});

/** What one round does, and how many messages a call of it is about. */
interface Work {
  readonly what: string;
  readonly perCall: number;
  /** Done before the clock runs. */
  readonly prepare?: (client: RawClient, QueueUrl: string, calls: number) => Promise<unknown>;
  readonly run: (client: RawClient, QueueUrl: string) => Promise<unknown>;
}

const sendTen = (client: RawClient, QueueUrl: string) => {
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: body }));
  return client.call("SendMessageBatch", { QueueUrl, Entries });
};

const works: readonly Work[] = [
  {
    what: "single sends",
    perCall: 1,
    run: (client, QueueUrl) => client.call("SendMessage", { QueueUrl, MessageBody: body }),
  },
  { what: "batches of ten", perCall: 10, run: sendTen },
  {
    what: "receives of ten and deletes",
    perCall: 10,
    prepare: (client, QueueUrl, calls) => runAtOnce(CALLERS, calls, () => sendTen(client, QueueUrl)),
    async run(client, QueueUrl) {
      const { Messages = [] } = await client.call<{ Messages?: { ReceiptHandle: string }[] }>("ReceiveMessage", {
        QueueUrl,
        MaxNumberOfMessages: 10,
      });
      if (Messages.length === 0) return;
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
      await client.call("DeleteMessageBatch", { QueueUrl, Entries });
    },
  },
];

/** Messages a second of our emulator, against one other, by the same client in interleaved rounds. */
export async function compareThroughput(
  endpoints: { readonly ours: string; readonly theirs: string },
  { name, calls, rounds }: { name: string; calls: number; rounds: number },
): Promise<Comparison[]> {
  await using ours = createRawClient(endpoints.ours);
  await using theirs = createRawClient(endpoints.theirs);
  const comparisons: Comparison[] = [];
  for (const work of works) {
    const runs = { ours: () => measure(ours, work, calls), theirs: () => measure(theirs, work, calls) };
    comparisons.push(await compareRuns(`${work.what}, messages/s, against ${name}`, runs, { rounds }));
  }
  return comparisons;
}

// --- internal ---

async function measure(client: RawClient, { perCall, prepare, run }: Work, calls: number): Promise<number> {
  const url = await client.createQueue(`bench-${randomUUID()}`);
  await prepare?.(client, url, calls);
  const startedMs = performance.now();
  await runAtOnce(CALLERS, calls, () => run(client, url));
  const perSecond = (calls * perCall) / ((performance.now() - startedMs) / 1000);
  await client.call("DeleteQueue", { QueueUrl: url });
  return perSecond;
}
