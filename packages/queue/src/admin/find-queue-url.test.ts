import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, receiveAll, startEmulator } from "../../test/emulator.ts";
import { createProducer, QueueNotFoundError, SeveralQueuesError } from "../index.ts";
import { findQueueUrl } from "./index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

async function createQueue(name: string, deployment?: string): Promise<string> {
  const tags = deployment === undefined ? {} : { tags: { LetsGoDeployment: deployment } };
  return (await emulator.client.send(new CreateQueueCommand({ QueueName: name, ...tags }))).QueueUrl ?? "";
}

/** Settings as in the cloud, with nothing but the deployment's name. */
const cloud = (deployment: string) =>
  emulator.settings({ LETSGO_EMULATOR: "false", LETSGO_QUEUE_NAME: "", LETSGO_DEPLOYMENT: deployment });

describe("a queue that neither URL nor name names", () => {
  it("is the one with LetsGo's prefix and the deployment's tag, whatever its name", async () => {
    await createQueue("letsgo-x-other", "blue2");
    await createQueue("letsgo-untagged");
    await createQueue("another-prefix", "blue");
    const queueUrl = await createQueue("letsgo-x-a1b2c3", "blue");

    expect(await findQueueUrl(emulator.client, cloud("blue"))).toBe(queueUrl);
  });

  it("is an error where two have the tag", async () => {
    const urls = [await createQueue("letsgo-two-a", "two"), await createQueue("letsgo-two-b", "two")];

    const finding = findQueueUrl(emulator.client, cloud("two"));

    await expect(finding).rejects.toBeInstanceOf(SeveralQueuesError);
    await expect(finding).rejects.toMatchObject({ queueUrls: urls, retryable: false });
  });

  it("is looked for again each time until it is found", async () => {
    const producer = createProducer({ settings: cloud("late"), client: emulator.client });

    await expect(producer.enqueue({ type: "x", payload: 1 })).rejects.toBeInstanceOf(QueueNotFoundError);
    const queueUrl = await createQueue("letsgo-late", "late");
    await producer.enqueue({ type: "x", payload: 2 });

    expect(await receiveAll(emulator.client, queueUrl)).toHaveLength(1);
    await producer.close();
  });

  it("is looked for again once it is gone", async () => {
    const first = await createQueue("letsgo-gone-a", "gone");
    const producer = createProducer({ settings: cloud("gone"), client: emulator.client });
    await producer.enqueue({ type: "x", payload: 1 });
    await emulator.client.send(new DeleteQueueCommand({ QueueUrl: first }));
    const second = await createQueue("letsgo-gone-b", "gone");

    await producer.enqueue({ type: "x", payload: 2 });

    expect(await receiveAll(emulator.client, second)).toHaveLength(1);
    await producer.close();
  });

  it("is found among more queues than one page lists", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `letsgo-many-${index}`);
    await Promise.all(names.map((name) => createQueue(name)));
    const queueUrl = await createQueue("letsgo-many-last", "many");

    expect(await findQueueUrl(emulator.client, cloud("many"))).toBe(queueUrl);
  });

  it("has LetsGo's usual name on an emulator, and a name that is set counts everywhere", async () => {
    await createQueue("letsgo-e-tagged", "e");
    const usual = await createQueue("letsgo-e-worker");
    const named = await createQueue("named");

    expect(await findQueueUrl(emulator.client, { ...cloud("e"), emulator: true })).toBe(usual);
    expect(await findQueueUrl(emulator.client, { ...cloud("e"), queueName: "named", queueNamed: true })).toBe(named);
  });
});
