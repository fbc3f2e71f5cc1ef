import { startEmulator } from "@letsgo/sqs-emulator";
import { runAtOnce } from "../compare.ts";
import { createRawClient, type RawClient } from "./raw-client.ts";

/**
 * Fills a queue by HTTP and prints, as JSON, what a message takes beside its body and what a receive costs with few and
 * with all of them waiting. To be run by itself with `--expose-gc`: `million.ts COUNT standard|fifo`.
 */
const [countText = "", type = ""] = process.argv.slice(2);
const count = Number(countText);
const isFifo = type === "fifo";
const FEW = 1000;
const BODY_BYTES = 100;
const GROUPS = 1000;

await using emulator = await startEmulator({ memoryLimitBytes: 2 ** 33 });
await using client = createRawClient(emulator.url);
const QueueUrl = await client.createQueue(isFifo ? "q.fifo" : "q", isFifo ? { FifoQueue: "true" } : {});
await fill(client, 0, FEW);
// The compiler has seen the calls before they are timed.
for (let round = 0; round < 3; round += 1) await receiveCostMs(client);
const withFewMs = await receiveCostMs(client);
const before = heldBytes();
await fill(client, FEW, count);
const held = heldBytes() - before;
const withAllMs = await receiveCostMs(client);
console.log(JSON.stringify({ bytesPerMessage: held / (count - FEW) - BODY_BYTES, withFewMs, withAllMs }));

// --- internal ---

async function fill(to: RawClient, from: number, until: number): Promise<void> {
  await runAtOnce(16, (until - from) / 10, (batch) => {
    const Entries = Array.from({ length: 10 }, (_, index) => {
      const number = from + batch * 10 + index;
      const ids = { MessageGroupId: `group-${number % GROUPS}`, MessageDeduplicationId: `message-${number}` };
      return { Id: `${index}`, MessageBody: `${number}`.padEnd(BODY_BYTES, "x"), ...(isFifo && ids) };
    });
    return to.call("SendMessageBatch", { QueueUrl, Entries });
  });
}

/** The median of receives that give back at once what they bring. */
async function receiveCostMs(from: RawClient): Promise<number> {
  const durationsMs: number[] = [];
  for (let index = 0; index < 300; index += 1) {
    const startedMs = performance.now();
    await from.call("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
    durationsMs.push(performance.now() - startedMs);
  }
  return durationsMs.toSorted((a, b) => a - b)[150] ?? Number.NaN;
}

function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
