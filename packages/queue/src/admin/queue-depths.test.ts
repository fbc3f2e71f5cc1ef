import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { freePort } from "../../test/http-server.ts";
import { QueueNotFoundError, QueueUnreachableError } from "../errors.ts";
import { createSqsClient } from "../sqs-client.ts";
import { ensureQueues } from "./ensure-queues.ts";
import { findQueueUrl } from "./find-queue-url.ts";
import { queueDepths } from "./queue-depths.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

async function send(queueUrl: string, bodies: string[], DelaySeconds = 0): Promise<void> {
  for (const MessageBody of bodies) {
    await emulator.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }));
  }
}

describe("queueDepths", () => {
  it("tells waiting, in flight and delayed apart, and the dead-letter queue's beside them (D37)", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    await send(queueUrl, ["a", "b", "c", "c"]);
    await send(queueUrl, ["d", "d"], 60);
    await send(dlqUrl, ["e", "f"]);
    await emulator.client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1 }));

    const depths = { waiting: 3, inFlight: 1, delayed: 2, dlq: { waiting: 2, inFlight: 0, delayed: 0 } };
    expect(await queueDepths(emulator.client, settings)).toEqual(depths);
    expect(await queueDepths(emulator.client, { queueUrl })).toEqual(depths);
  });

  it("has no dead-letter queue's where there is none", async () => {
    const { QueueUrl = "" } = await emulator.client.send(new CreateQueueCommand({ QueueName: "alone" }));

    expect(await queueDepths(emulator.client, { queueUrl: QueueUrl })).toEqual({
      waiting: 0,
      inFlight: 0,
      delayed: 0,
      dlq: undefined,
    });
  });

  it("tells a missing queue from an SQS that does not answer", async () => {
    const dead = emulator.settings({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await freePort()}` });
    const client = createSqsClient(dead);

    await expect(queueDepths(emulator.client, emulator.settings())).rejects.toBeInstanceOf(QueueNotFoundError);
    await expect(queueDepths(client, dead)).rejects.toBeInstanceOf(QueueUnreachableError);
    client.destroy();
  });
});

describe("findQueueUrl", () => {
  it("finds the queue of the settings' name, creates none, and takes a URL as it is", async () => {
    const settings = emulator.settings();

    await expect(findQueueUrl(emulator.client, settings)).rejects.toBeInstanceOf(QueueNotFoundError);
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    expect(await findQueueUrl(emulator.client, settings)).toBe(queueUrl);
    expect(await findQueueUrl(emulator.client, { ...settings, queueUrl: "http://any/0/x" })).toBe("http://any/0/x");
  });
});
