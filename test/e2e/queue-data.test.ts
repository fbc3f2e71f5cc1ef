import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeLiveSettings } from "@letsgo/config";
import { createProducer } from "@letsgo/queue";
import type { Stack } from "@letsgo/testing";
import { expect, test } from "vitest";
import { healthWith } from "../support/health.ts";
import { startTestStack } from "../support/use-stack.ts";

const LARGE_LENGTH = 1_500_000;

test("without containers, LETSGO_QUEUE_DATA keeps what waits in the queue over a restart", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "letsgo-queue-data-"));
  const file = path.join(folder.path, "new/queues.db");
  const start = () => startTestStack({ engine: "processes", mode: "queued", env: { LETSGO_QUEUE_DATA: file } });

  const sent = await sendToPausedWorker(start, file);
  await using stack = await start();
  const outcomes = await Promise.all(sent.map((messageId) => stack.outcomeOf(messageId)));

  expect(outcomes).toEqual(sent.map(() => ({ state: "succeeded", attempts: 1, errors: [] })));
});

// --- internal ---

/** Starts a stack, sends messages that nobody handles, and stops it. */
async function sendToPausedWorker(start: () => Promise<Stack>, file: string): Promise<readonly string[]> {
  await using stack = await start();
  expect(stack.lines().find(({ fields }) => fields.event === "ready")?.fields.queueData).toBe(file);
  writeLiveSettings(path.join(tmpdir(), stack.name), { paused: true });
  await healthWith(`${stack.urls.worker}/health`, { polling: "paused" });
  // The last receive, which would take messages and give them back, has ended.
  await healthWith(`${stack.urls.sqs}/_emulator/health`, { waitingPolls: 0 });
  const producer = createProducer({ settings: stack.settings });
  const sent = await Promise.all([
    producer.enqueue({ type: "test:text", payload: { text: "👋", codePoints: [0x1f44b] } }),
    producer.enqueue({ type: "test:child", payload: null }, { delaySeconds: 1 }),
    // Its payload lies beside the queue.
    producer.enqueue({ type: "test:large", payload: { length: LARGE_LENGTH, text: "x".repeat(LARGE_LENGTH) } }),
  ]);
  await producer.close();
  return sent.map(({ messageId }) => messageId);
}
