import { ListDeadLetterSourceQueuesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUpDeadLetters } from "../../test/dead-letters.ts";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { receiveRecords } from "../../test/receive-records.ts";
import { createClientWithout } from "../../test/without-actions.ts";
import { createProducer, QueueNotFoundError } from "../index.ts";
import { identityOf } from "../receive/index.ts";
import { attributeDifferences, deadLetterSources, deleteMessage, ensureQueues, purgeQueue } from "./index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

describe("attributeDifferences", () => {
  it("names what is not as the settings say, in both queues, and alters nothing", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const set = (QueueUrl: string, Attributes: Record<string, string>) =>
      emulator.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    expect(await attributeDifferences(emulator.client, settings)).toEqual([]);

    await set(queueUrl, { VisibilityTimeout: "77" });
    await set(dlqUrl, { MessageRetentionPeriod: "60" });

    const expected = [
      { queue: "queue", name: "VisibilityTimeout", present: "77", wanted: "10" },
      { queue: "dlq", name: "MessageRetentionPeriod", present: "60", wanted: "1209600" },
    ];
    expect(await attributeDifferences(emulator.client, settings)).toEqual(expected);
    expect(await attributeDifferences(emulator.client, settings)).toEqual(expected);
  });

  it("says so where a queue is missing", async () => {
    await expect(attributeDifferences(emulator.client, emulator.settings())).rejects.toBeInstanceOf(QueueNotFoundError);
  });
});

describe("deadLetterSources", () => {
  it("lists the queues whose dead letters come here (D18)", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });

    expect(await deadLetterSources(emulator.client, dlqUrl)).toEqual([queueUrl]);
    expect(await deadLetterSources(emulator.client, queueUrl)).toEqual([]);
    const client = createClientWithout(settings, ListDeadLetterSourceQueuesCommand.name);
    expect(await deadLetterSources(client, dlqUrl)).toEqual([queueUrl]);
    expect(await deadLetterSources(client, queueUrl)).toEqual([]);
    client.destroy();
  });
});

describe("deleteMessage", () => {
  it("deletes the one, and leaves the others visible at once", async () => {
    const { dlqUrl } = await setUpDeadLetters(emulator.client, emulator.settings(), 3);

    expect(await deleteMessage(emulator.client, dlqUrl, "id-1")).toBe(true);
    expect((await receiveRecords(emulator.client, dlqUrl)).map(identityOf).toSorted()).toEqual(["id-0", "id-2"]);
  });

  it("says that there is none", async () => {
    const { dlqUrl } = await setUpDeadLetters(emulator.client, emulator.settings(), 1);

    expect(await deleteMessage(emulator.client, dlqUrl, "id-7")).toBe(false);
  });
});

describe("purgeQueue", () => {
  it("deletes everything (D24)", async () => {
    const { dlqUrl } = await setUpDeadLetters(emulator.client, emulator.settings(), 3);

    await purgeQueue(emulator.client, dlqUrl);

    expect(await receiveRecords(emulator.client, dlqUrl)).toEqual([]);
  });
});

describe("an edited message", () => {
  it("is a new one that names the original", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const producer = createProducer({ settings, client: emulator.client });

    const { messageId } = await producer.enqueue({ type: "x", payload: "edited" }, { replayOf: "original" });

    const [record] = await receiveRecords(emulator.client, queueUrl);
    expect(record?.messageAttributes).toMatchObject({
      "letsgo.replayOf": { stringValue: "original" },
      "letsgo.messageId": { stringValue: messageId },
    });
    await expect(producer.enqueue({ type: "x", payload: 1 }, { replayOf: "" })).rejects.toMatchObject({
      code: "INVALID_ATTRIBUTE",
    });
    await producer.close();
  });
});
