import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { type QueueSettings, queueSettingsOf } from "@letsgo/config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { freePort } from "../../test/http-server.ts";
import { recordEvents } from "../../test/record-events.ts";
import { QueueUnreachableError } from "../errors.ts";
import { createSqsClient } from "../sqs-client.ts";
import { ensureQueues } from "./ensure-queues.ts";
import { NotAnEmulatorError } from "./errors.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

async function attributesOf(queueUrl: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  return (await emulator.client.send(command)).Attributes ?? {};
}

async function tagsOf(queueUrl: string) {
  return (await emulator.client.send(new ListQueueTagsCommand({ QueueUrl: queueUrl }))).Tags ?? {};
}

const ensure = (settings: QueueSettings, reconcile = false) => ensureQueues(emulator.client, settings, { reconcile });

describe("ensureQueues", () => {
  it("creates the queue and its dead-letter queue as the settings say", async () => {
    using recorded = recordEvents();
    const settings = emulator.settings({ LETSGO_DEPLOYMENT: "blue", LETSGO_WORKER_MAX_RECEIVE_COUNT: "7" });

    const { queueUrl, queueArn, dlqUrl } = await ensure(settings);

    const queue = await attributesOf(queueUrl);
    const dlq = await attributesOf(dlqUrl);
    expect(queueArn).toBe(`arn:aws:sqs:us-west-2:000000000000:${settings.queueName}`);
    expect(queue).toMatchObject({
      VisibilityTimeout: "10",
      MessageRetentionPeriod: "345600",
      ReceiveMessageWaitTimeSeconds: "1",
      MaximumMessageSize: "1048576",
    });
    expect(JSON.parse(queue.RedrivePolicy ?? "")).toEqual({ deadLetterTargetArn: dlq.QueueArn, maxReceiveCount: 7 });
    expect(dlq).toMatchObject({
      QueueArn: `${queueArn}-dlq`,
      MessageRetentionPeriod: "1209600",
      VisibilityTimeout: "10",
      MaximumMessageSize: "1048576",
    });
    expect(await tagsOf(queueUrl)).toEqual({ LetsGoDeployment: "blue" });
    expect(await tagsOf(dlqUrl)).toEqual({});
    expect(recorded.events.map((event) => event.name)).toEqual(["queue-created", "queue-created"]);
  });

  it("does nothing the second time", async () => {
    const settings = emulator.settings();
    const first = await ensure(settings);
    using recorded = recordEvents();

    expect(await ensure(settings, true)).toEqual(first);
    expect(recorded.events).toEqual([]);
  });

  it("is safe when several do it at once, with the same settings or others", async () => {
    const settings = emulator.settings();
    const others = { ...settings, visibilityTimeoutSeconds: 99 };

    const ensured = await Promise.all([settings, others, settings, others, settings].map((each) => ensure(each)));

    expect(new Set(ensured.map(({ queueUrl, dlqUrl }) => `${queueUrl} ${dlqUrl}`)).size).toBe(1);
  });

  it("leaves an existing queue as it is unless told to reconcile, then tells what it changed, once", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensure(settings);
    const others = { ...settings, visibilityTimeoutSeconds: 99, maxReceiveCount: 8 };

    await ensure(others);
    expect(await attributesOf(queueUrl)).toMatchObject({ VisibilityTimeout: "10" });

    using recorded = recordEvents();
    const { dlqUrl } = await ensure(others, true);
    await ensure(others, true);
    expect(await attributesOf(queueUrl)).toMatchObject({ VisibilityTimeout: "99" });
    expect(await attributesOf(dlqUrl)).toMatchObject({ VisibilityTimeout: "99" });
    expect(recorded.events).toEqual([
      { name: "queue-updated", queueUrl: dlqUrl, attributes: { VisibilityTimeout: "99" } },
      {
        name: "queue-updated",
        queueUrl,
        attributes: { VisibilityTimeout: "99", RedrivePolicy: expect.stringContaining('"maxReceiveCount":8') },
      },
    ]);
  });

  it("leaves a queue's own size alone where the settings leave it to the queue", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensure(settings);
    await emulator.client.send(
      new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { MaximumMessageSize: "2048" } }),
    );

    await ensure(settings, true);
    expect(await attributesOf(queueUrl)).toMatchObject({ MaximumMessageSize: "2048" });
    await ensure({ ...settings, maxMessageSizeBytes: 4096 }, true);
    expect(await attributesOf(queueUrl)).toMatchObject({ MaximumMessageSize: "4096" });
  });

  it("gives a queue that somebody made by hand its dead-letter queue and tag", async () => {
    const settings = emulator.settings();
    await emulator.client.send(new CreateQueueCommand({ QueueName: settings.queueName }));

    const { queueUrl } = await ensure(settings, true);

    expect((await attributesOf(queueUrl)).RedrivePolicy).toContain(settings.dlqName);
    expect(await tagsOf(queueUrl)).toEqual({ LetsGoDeployment: "main" });
  });

  it("makes FIFO queues of a .fifo name, the dead-letter queue too (D16)", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_NAME: "orders.fifo" });

    const { queueUrl, dlqUrl } = await ensure(settings);

    expect(dlqUrl).toMatch(/orders-dlq\.fifo$/);
    expect([await attributesOf(queueUrl), await attributesOf(dlqUrl)]).toMatchObject([
      { FifoQueue: "true" },
      { FifoQueue: "true" },
    ]);
  });

  it("refuses where the endpoint is AWS", async () => {
    await expect(ensureQueues(emulator.client, queueSettingsOf({}), { reconcile: true })).rejects.toBeInstanceOf(
      NotAnEmulatorError,
    );
  });

  it("says so where nothing answers", async () => {
    const settings = emulator.settings({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await freePort()}` });
    const client = createSqsClient(settings);

    await expect(ensureQueues(client, settings, { reconcile: true })).rejects.toBeInstanceOf(QueueUnreachableError);
    client.destroy();
  });
});
