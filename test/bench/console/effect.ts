import { setTimeout as delay, setInterval as every } from "node:timers/promises";
import { shipActivity } from "@letsgo/activity";
import { queueSettingsOf, shippingSettingsOf } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { createProducer, type Producer } from "@letsgo/queue";
import { type Comparison, compareRuns, medianOf } from "../compare.ts";
import { orderOf } from "../direct-rivals.ts";
import { startOurs } from "../emulator/start-ours.ts";
import { serve } from "../serve.ts";
import { type ConsoleProcess, createConsoleProcess } from "./console-process.ts";

const RATE_PER_SECOND = 50;
const ROUND_SECONDS = 5;

/**
 * What the console costs the application: the median of `enqueue` at 50 a second, in direct mode, where a call takes the
 * least; with the console against nobody told, and with a console that is killed and started again against one that stays.
 */
export async function compareConsole(rounds: number): Promise<Comparison[]> {
  await using worker = await serve(new URL("../bare-worker.ts", import.meta.url));
  await using emulator = await startOurs();
  await using console = await createConsoleProcess({ AWS_ENDPOINT_URL_SQS: emulator.url });
  const producer = createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url }) });
  const told = (meanwhile: () => Promise<void>) => () => measureTold({ producer, console }, meanwhile);
  const stays = told(async () => {});
  await console.start();
  try {
    const untold = () => measure(producer, async () => {});
    const killed = told(async () => {
      await delay((ROUND_SECONDS / 5) * 1000);
      await console.kill();
      await console.start();
    });
    const few = { rounds, warmUpRounds: 1 };
    return [
      await compareRuns("enqueue at 50/s, p50 ms, console up, against none", { ours: stays, theirs: untold }, few),
      await compareRuns("the same, console killed and started, against up", { ours: killed, theirs: stays }, few),
    ];
  } finally {
    await producer.close();
  }
}

// --- internal ---

/** Tells the console, as API and worker do, from before the first call until the last is told. */
async function measureTold(
  { producer, console }: { producer: Producer; console: ConsoleProcess },
  meanwhile: () => Promise<void>,
): Promise<number> {
  const stopShipping = shipActivity({
    settings: shippingSettingsOf({ LETSGO_CONSOLE_URL: console.url }),
    service: "bench",
    logger: createLogger({ service: "bench", destination: { write: () => {} } }),
    maxReceiveCount: 3,
  });
  try {
    return await measure(producer, meanwhile);
  } finally {
    await stopShipping();
  }
}

/** @returns the median time of a call in milliseconds, of calls that start at a steady rate */
async function measure(producer: Producer, meanwhile: () => Promise<void>): Promise<number> {
  const calls: Promise<number>[] = [];
  const happening = meanwhile();
  for await (const _ of every(1000 / RATE_PER_SECOND)) {
    calls.push(timed(() => producer.enqueue(orderOf(calls.length))));
    if (calls.length >= RATE_PER_SECOND * ROUND_SECONDS) break;
  }
  await happening;
  return medianOf(await Promise.all(calls));
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await call();
  return performance.now() - startedMs;
}
