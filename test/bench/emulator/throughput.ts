import { randomUUID } from "node:crypto";
import { type Comparison, compareRuns, runAtOnce } from "../compare.ts";
import { createRawClient, type RawClient } from "./raw-client.ts";
import { openReadyConnection, type ReadyConnection, toReadyCall } from "./ready-client.ts";

/** Calls that are under way at once. */
const CALLERS = 16;
const body = JSON.stringify({
  type: "order:new",
  payload: { orderId: "123", customerId: "456", note: "x".repeat(200) },
});

/** An emulator that is measured, in one round. */
interface Side {
  readonly endpoint: string;
  readonly client: RawClient;
  readonly connections: readonly ReadyConnection[];
}

/** What one round does to a queue, and how many messages a call of it is about. */
interface Work {
  readonly what: string;
  readonly perCall: number;
  /** Done before the clock runs. */
  readonly prepare?: (side: Side, QueueUrl: string, calls: number) => Promise<unknown>;
  readonly run: (side: Side, QueueUrl: string, calls: number) => Promise<unknown>;
}

const byUndici = (action: string, toInput: (QueueUrl: string) => object): Work["run"] => {
  return ({ client }, QueueUrl, calls) => runAtOnce(CALLERS, calls, () => client.call(action, toInput(QueueUrl)));
};
const readyMade = (action: string, toInput: (QueueUrl: string) => object): Work["run"] => {
  return (side, QueueUrl, calls) => {
    const call = toReadyCall(side.endpoint, action, toInput(QueueUrl));
    return onEach(side, calls, (connection) => connection.call(call));
  };
};
const one = (QueueUrl: string) => ({ QueueUrl, MessageBody: body });
const ten = (QueueUrl: string) => {
  return { QueueUrl, Entries: Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: body })) };
};
const receive = (QueueUrl: string) => ({ QueueUrl, MaxNumberOfMessages: 10 });
const remove = (QueueUrl: string, handles: readonly string[]) => {
  return { QueueUrl, Entries: handles.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle })) };
};
const prepare = readyMade("SendMessageBatch", ten);

/** Each by a client that does what clients do at least, and by one that costs next to nothing. */
const works: readonly Work[] = [
  { what: "single sends, undici", perCall: 1, run: byUndici("SendMessage", one) },
  { what: "single sends, ready-made", perCall: 1, run: readyMade("SendMessage", one) },
  { what: "batches of ten, undici", perCall: 10, run: byUndici("SendMessageBatch", ten) },
  { what: "batches of ten, ready-made", perCall: 10, run: readyMade("SendMessageBatch", ten) },
  {
    what: "receives of ten and deletes, undici",
    perCall: 10,
    prepare,
    run: ({ client }, QueueUrl, calls) =>
      runAtOnce(CALLERS, calls, async () => {
        const { Messages = [] } = await client.call<{ Messages?: { ReceiptHandle: string }[] }>(
          "ReceiveMessage",
          receive(QueueUrl),
        );
        const handles = Messages.map(({ ReceiptHandle }) => ReceiptHandle);
        if (handles.length > 0) await client.call("DeleteMessageBatch", remove(QueueUrl, handles));
      }),
  },
  {
    what: "receives of ten and deletes, ready-made",
    perCall: 10,
    prepare,
    run(side, QueueUrl, calls) {
      const call = toReadyCall(side.endpoint, "ReceiveMessage", receive(QueueUrl));
      return onEach(side, calls, async (connection) => {
        const answer = await connection.call(call);
        const handles = [...answer.matchAll(/"ReceiptHandle": ?"([^"]+)"/g)].map(([, handle = ""]) => handle);
        if (handles.length === 0) return;
        await connection.call(toReadyCall(side.endpoint, "DeleteMessageBatch", remove(QueueUrl, handles)));
      });
    },
  },
];

/** Messages a second of our emulator, against one other, by the same clients in interleaved rounds. */
export async function compareThroughput(
  endpoints: { readonly ours: string; readonly theirs: string },
  { name, calls, rounds }: { name: string; calls: number; rounds: number },
): Promise<Comparison[]> {
  await using ours = createRawClient(endpoints.ours);
  await using theirs = createRawClient(endpoints.theirs);
  const comparisons: Comparison[] = [];
  for (const work of works) {
    const round = { work, calls };
    const runs = {
      ours: () => measure(ours, endpoints.ours, round),
      theirs: () => measure(theirs, endpoints.theirs, round),
    };
    comparisons.push(await compareRuns(`${work.what}, messages/s, against ${name}`, runs, { rounds }));
  }
  return comparisons;
}

// --- internal ---

/** So many calls in all, each connection one at a time. */
async function onEach({ connections }: Side, calls: number, task: (connection: ReadyConnection) => Promise<unknown>) {
  let next = 0;
  const lane = async (connection: ReadyConnection) => {
    while (next++ < calls) await task(connection);
  };
  await Promise.all(connections.map(lane));
}

async function measure(client: RawClient, endpoint: string, { work, calls }: { work: Work; calls: number }) {
  const url = await client.createQueue(`bench-${randomUUID()}`);
  // Anew in each round: a server may close what it has not heard of for a while.
  const connections = await Promise.all(Array.from({ length: CALLERS }, () => openReadyConnection(endpoint)));
  const side = { endpoint, client, connections };
  await work.prepare?.(side, url, calls);
  const startedMs = performance.now();
  await work.run(side, url, calls);
  const perSecond = (calls * work.perCall) / ((performance.now() - startedMs) / 1000);
  for (const connection of connections) connection[Symbol.dispose]();
  await client.call("DeleteQueue", { QueueUrl: url });
  return perSecond;
}
