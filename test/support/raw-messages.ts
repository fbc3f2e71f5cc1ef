import { randomUUID } from "node:crypto";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import type { Stack } from "@letsgo/testing";
import { expect } from "vitest";

/** Delivers bodies as one batch, past the checks of `enqueue`, and answers their messages' ids in the same order. */
export async function deliverBodies(stack: Stack, bodies: readonly string[]): Promise<readonly string[]> {
  return stack.mode === "direct" ? postBatch(stack, bodies) : sendBatch(stack, bodies);
}

// --- internal ---

async function postBatch(stack: Stack, bodies: readonly string[]): Promise<readonly string[]> {
  const records = bodies.map((body) => ({ messageId: randomUUID(), body }));
  const response = await fetch(stack.urls.worker, { method: "POST", body: JSON.stringify({ Records: records }) });
  expect(response.status).toBe(201);
  return records.map(({ messageId }) => messageId);
}

async function sendBatch(stack: Stack, bodies: readonly string[]): Promise<readonly string[]> {
  const client = createSqsClient(stack.settings);
  try {
    const { queueUrl } = await ensureQueues(client, stack.settings, { reconcile: false });
    const entries = bodies.map((body, index) => ({ Id: String(index), MessageBody: body }));
    const { Successful = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    expect(Successful).toHaveLength(bodies.length);
    return entries.map(({ Id }) => Successful.find((sent) => sent.Id === Id)?.MessageId ?? "");
  } finally {
    client.destroy();
  }
}
