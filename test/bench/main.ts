import { type Comparison, compare, compareRuns, printTable } from "./compare.ts";
import { compareConsole } from "./console/effect.ts";
import { printPages } from "./console/pages.ts";
import { createDirectRivals } from "./direct-rivals.ts";
import { measureMillion, measureRestart, measureStart, measureWake, printFigures } from "./emulator/figures.ts";
import { printThroughput } from "./emulator/rivals.ts";
import { createBatchWay, createOurWay, createSingleWay, type Way } from "./end-to-end.ts";
import { findLocalStack } from "./find-local-stack.ts";
import { createQueuedRivals } from "./queued-rivals.ts";

/**
 * Prints how fast `enqueue` is, as ratios to what one would write without it: one request per message by Node's own
 * client (LetsGo's path) in direct mode; one SendMessage per message by the SDK's default client in queued mode; and from
 * sender to handler through LocalStack; then how fast the SQS emulator is, beside others and by itself; then what the
 * console costs, and its list. Run it by
 * `node --conditions=source test/bench/main.ts [rounds [parts]]`, the parts by name with commas between.
 */
const rounds = Number(process.argv[2] ?? 15);
const MESSAGES = 5000;

const parts: Readonly<Record<string, () => Promise<void>>> = {
  direct: async () => printTable(await compareDirect()),
  queued: async () => printTable(await compareQueued()),
  "end-to-end": async () => printTable(await compareEndToEnd()),
  "sqs-throughput": () => printThroughput(rounds),
  "sqs-start": async () => printFigures(await measureStart(rounds)),
  "sqs-restart": async () => printFigures(await measureRestart(rounds)),
  "sqs-wake": async () => printFigures(await measureWake(rounds)),
  "sqs-million": async () => printFigures(await measureMillion("standard")),
  "sqs-million-fifo": async () => printFigures(await measureMillion("fifo")),
  "console-cost": async () => printTable(await compareConsole(Math.ceil(rounds / 3))),
  "console-list": () => printPages(rounds),
};

for (const name of process.argv[3]?.split(",") ?? Object.keys(parts)) {
  const part = parts[name];
  if (part === undefined) throw new Error(`Expected a part of ${Object.keys(parts).join(", ")}, got ${name}`);
  await part();
}

// --- internal ---

async function compareDirect(): Promise<Comparison[]> {
  await using direct = await createDirectRivals();
  return [
    await compare("direct, 64 at once, messages/s", direct, { callers: 64, messages: 20_000, rounds, figure: "rate" }),
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
  const localStack = await findLocalStack("end to end through LocalStack");
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
