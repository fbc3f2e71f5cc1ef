import { randomUUID } from "node:crypto";
import { SendMessageCommand, type SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import type { Stack } from "@letsgo/testing";
import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

const DUE_IN_MS = 4000;

export function longDelayFlows(shared: SharedStack): void {
  test("that comes before it is due travels on, unseen, until it is, when queued; direct handles it at once", async () => {
    const { stack } = shared;
    const messageId = randomUUID();
    const dueAt = Date.now() + DUE_IN_MS;

    await deliverEarly(stack, { messageId, dueAt });
    const { state } = await stack.outcomeOf(messageId);
    const told = stack.lines().filter(({ fields }) => fields.messageId === messageId);
    // Its hop may share a call with a message that outlasts the function timeout, and fails with it then.
    const handledAt = Date.parse(told.find(({ fields }) => fields.outcome === "succeeded")?.fields.time ?? "");
    const hops = told.filter(({ fields }) => "dueAt" in fields);

    expect(state).toBe("succeeded");
    if (stack.mode === "queued") {
      expect(hops[0]?.fields).toMatchObject({ dueAt: new Date(dueAt).toISOString() });
      expect(handledAt).toBeGreaterThanOrEqual(dueAt);
    } else expect(hops).toEqual([]);
  });
}

// --- internal ---

/** As a long delay's last hop but one arrives: due a little later, and not delayed any more. */
async function deliverEarly(stack: Stack, { messageId, dueAt }: { messageId: string; dueAt: number }): Promise<void> {
  const body = JSON.stringify({ type: "test:child", payload: null });
  if (stack.mode === "queued") {
    await send(stack, body, {
      "letsgo.messageId": { DataType: "String", StringValue: messageId },
      "letsgo.dueAt": { DataType: "Number", StringValue: String(dueAt) },
    });
    return;
  }
  const messageAttributes = { "letsgo.dueAt": { dataType: "Number", stringValue: String(dueAt) } };
  const event = { Records: [{ messageId, body, messageAttributes }] };
  const response = await fetch(stack.urls.worker, { method: "POST", body: JSON.stringify(event) });
  expect(response.status).toBe(201);
}

async function send(stack: Stack, body: string, attributes: SendMessageCommandInput["MessageAttributes"]) {
  const client = createSqsClient(stack.settings);
  try {
    const { queueUrl } = await ensureQueues(client, stack.settings, { reconcile: false });
    const input = { QueueUrl: queueUrl, MessageBody: body, MessageAttributes: attributes };
    await client.send(new SendMessageCommand(input));
  } finally {
    client.destroy();
  }
}
