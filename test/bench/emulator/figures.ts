import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "@letsgo/sqs-emulator";
import { medianOf, runAtOnce } from "../compare.ts";
import { createRawClient } from "./raw-client.ts";
import { startOurs } from "./start-ours.ts";

/** A figure of our emulator by itself, and where there is a bound what it may be at most. */
export interface Figure {
  readonly what: string;
  readonly figure: number;
  readonly atMost?: number;
}

/** The median start in a new process. */
export async function measureStart(rounds: number): Promise<Figure[]> {
  const runs: { loadMs: number; startMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await runScript("start-once.ts", []));
  return [
    { what: "start in process, ms", figure: medianOf(runs.map(({ startMs }) => startMs)), atMost: 50 },
    { what: "loading it from its sources before, ms", figure: medianOf(runs.map(({ loadMs }) => loadMs)) },
  ];
}

/** The median start with 100,000 messages that another process has left in a data file. */
export async function measureRestart(rounds: number, count = 100_000): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-bench-"));
  try {
    const data = path.join(folder, "queues.db");
    await fill(data, count);
    const runs: { startMs: number }[] = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await runScript("start-once.ts", [data]));
    const figure = medianOf(runs.map(({ startMs }) => startMs));
    return [{ what: `start with ${count} messages in a data file, ms`, figure, atMost: 1000 }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a send's call to the answer of the receive that waits for it. */
export async function measureWake(rounds: number): Promise<Figure[]> {
  await using emulator = await startEmulator();
  await using client = createRawClient(emulator.url);
  const QueueUrl = await client.createQueue("wake");
  const durationsMs: number[] = [];
  for (let round = 0; round < rounds * 20; round += 1) {
    const poll = client.call("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 }).then(() => performance.now());
    await untilPolled(emulator.url);
    const sentMs = performance.now();
    await client.call("SendMessage", { QueueUrl, MessageBody: "a" });
    durationsMs.push((await poll) - sentMs);
  }
  return [{ what: "wake of a long poll, p50 ms", figure: medianOf(durationsMs), atMost: 2 }];
}

/** Memory and the cost of a receive with a million messages waiting. */
export async function measureMillion(type: "standard" | "fifo", count = 1_000_000): Promise<Figure[]> {
  const result = await runScript<{ bytesPerMessage: number; withFewMs: number; withAllMs: number }>("million.ts", [
    `${count}`,
    type,
  ]);
  const { bytesPerMessage, withFewMs, withAllMs } = result;
  return [
    { what: `${type}: bytes a message beside its body, ${count} waiting`, figure: bytesPerMessage, atMost: 1024 },
    { what: `${type}: a receive of ten with 1,000 waiting, p50 ms`, figure: withFewMs },
    { what: `${type}: a receive of ten with ${count} waiting, p50 ms`, figure: withAllMs, atMost: 1.5 * withFewMs },
  ];
}

export function printFigures(figures: readonly Figure[]): void {
  console.table(
    figures.map(({ what, figure, atMost }) => ({
      what,
      figure: round(figure),
      "at most": atMost === undefined ? "" : round(atMost),
    })),
  );
}

// --- internal ---

const round = (value: number) => Number(value.toPrecision(3));

async function runScript<T>(file: string, options: readonly string[]): Promise<T> {
  const flags = ["--conditions=source", "--expose-gc", "--max-old-space-size=4096"];
  const script = path.join(import.meta.dirname, file);
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...options]);
  return JSON.parse(stdout) as T;
}

async function fill(data: string, count: number): Promise<void> {
  await using emulator = await startOurs(["--data", data]);
  await using client = createRawClient(emulator.url);
  const QueueUrl = await client.createQueue("restart");
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: "x".repeat(250) }));
  await runAtOnce(16, count / 10, () => client.call("SendMessageBatch", { QueueUrl, Entries }));
}

async function untilPolled(url: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const health = (await (await fetch(`${url}/_emulator/health`)).json()) as { waitingPolls: number };
    if (health.waitingPolls > 0) return;
  }
  throw new Error("Expected a receive to wait within 10 s, got none");
}
