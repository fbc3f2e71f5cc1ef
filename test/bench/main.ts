import path from "node:path";
import { whyNoContainers } from "@letsgo/testing";
import type { StartedEmulator } from "../contract/support/emulators.ts";
import { startLocalStack } from "../contract/support/start-localstack.ts";
import { type Comparison, compare, compareRuns, printTable } from "./compare.ts";
import { createDirectRivals } from "./direct-rivals.ts";
import { createBatchWay, createOurWay, createSingleWay, type Way } from "./end-to-end.ts";
import { createQueuedRivals } from "./queued-rivals.ts";

/**
 * Prints how fast `enqueue` is, as ratios to what one would write without it: one request per message by Node's own
 * client (LetsGo's path) in direct mode; one SendMessage per message by the SDK's default client in queued mode; and from
 * sender to handler through LocalStack. Run it by `node --conditions=source test/bench/main.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 15);
const MESSAGES = 5000;

printTable([...(await compareDirect()), ...(await compareQueued())]);
printTable(await compareEndToEnd());

// --- internal ---

async function compareDirect(): Promise<Comparison[]> {
  await using direct = await createDirectRivals();
  return [
    await compare("direct, 64 at once, messages/s", direct, { callers: 64, messages: 8000, rounds, figure: "rate" }),
    await compare("direct, one at a time, p50 ms", direct, { callers: 1, messages: 1000, rounds, figure: "p50" }),
  ];
}

async function compareQueued(): Promise<Comparison[]> {
  await using queued = await createQueuedRivals();
  return [
    await compare("queued, 64 at once, messages/s", queued, { callers: 64, messages: 3000, rounds, figure: "rate" }),
    await compare("queued, one at a time, p50 ms", queued, { callers: 1, messages: 500, rounds, figure: "p50" }),
  ];
}

async function compareEndToEnd(): Promise<Comparison[]> {
  const localStack = await findLocalStack();
  if (localStack === undefined) return [];
  try {
    await using ours = await createOurWay(localStack.endpoint);
    await using single = await createSingleWay(localStack.endpoint);
    await using batches = await createBatchWay(localStack.endpoint);
    const run = (way: Way) => () => way.run(MESSAGES);
    const rates = (theirs: Way) => ({ ours: run(ours), theirs: run(theirs) });
    // They take a minute a round, where the others take a second.
    const few = { rounds: Math.ceil(rounds / 5), warmUpRounds: 1 };
    return [
      await compareRuns("end to end, messages/s, against single sends + sqs-consumer", rates(single), few),
      await compareRuns("end to end, messages/s, against an SDK loop of batches", rates(batches), few),
    ];
  } finally {
    await localStack.stop();
  }
}

async function findLocalStack(): Promise<StartedEmulator | undefined> {
  const whyNot = await whyNoContainers();
  if (whyNot === undefined) {
    try {
      return await startLocalStack(path.resolve(import.meta.dirname, "../.."), {});
    } catch (error) {
      console.log(`Not measured: end to end. LocalStack did not start (npm start builds its image): ${error}`);
    }
  } else console.log(`Not measured: end to end through LocalStack, since no containers can run here: ${whyNot}`);
  return undefined;
}
