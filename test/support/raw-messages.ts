import { randomUUID } from "node:crypto";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import type { Stack } from "@letsgo/testing";
import { expect } from "vitest";

/**
 * Delivers bodies as one batch, past the checks of `enqueue`, and answers their messages' ids in the same order.
 *
 * @param attributes message attributes that each of them has
 */
export async function deliverBodies(
  stack: Stack,
  bodies: readonly string[],
  attributes: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  return stack.mode === "direct" ? postBatch(stack, bodies, attributes) : sendBatch(stack, bodies, attributes);
}

// --- internal ---

type Attributes = Readonly<Record<string, string>>;

async function postBatch(stack: Stack, bodies: readonly string[], attributes: Attributes): Promise<readonly string[]> {
  const messageAttributes = mapValues(attributes, (stringValue) => ({ dataType: "String", stringValue }));
  const records = bodies.map((body) => ({ messageId: randomUUID(), body, messageAttributes }));
  const response = await fetch(stack.urls.worker, { method: "POST", body: JSON.stringify({ Records: records }) });
  expect(response.status).toBe(201);
  return records.map(({ messageId }) => messageId);
}

async function sendBatch(stack: Stack, bodies: readonly string[], attributes: Attributes): Promise<readonly string[]> {
  const client = createSqsClient(stack.settings);
  try {
    const { queueUrl } = await ensureQueues(client, stack.settings, { reconcile: false });
    const MessageAttributes = mapValues(attributes, (StringValue) => ({ DataType: "String", StringValue }));
    const entries = bodies.map((body, index) => ({ Id: String(index), MessageBody: body, MessageAttributes }));
    const { Successful = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    expect(Successful).toHaveLength(bodies.length);
    return entries.map(({ Id }) => Successful.find((sent) => sent.Id === Id)?.MessageId ?? "");
  } finally {
    client.destroy();
  }
}

function mapValues<T>(values: Attributes, map: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
