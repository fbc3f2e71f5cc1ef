import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandOutput,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUpDeadLetters } from "../../test/dead-letters.ts";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { receiveRecords } from "../../test/receive-records.ts";
import { recordEvents } from "../../test/record-events.ts";
import { createClientWithout } from "../../test/without-actions.ts";
import { identityOf, traceIdOf } from "../receive/index.ts";
import { createSqsClient } from "../sqs-client.ts";
import { ensureQueues, queueDepths, redrive } from "./index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

/** Everything visible in a queue. */
async function drain(queueUrl: string): Promise<SQSRecord[]> {
  const all: SQSRecord[] = [];
  for (;;) {
    const page = await receiveRecords(emulator.client, queueUrl);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

const identities = async (queueUrl: string) => (await drain(queueUrl)).map(identityOf).toSorted();

describe("redrive", () => {
  it("moves all dead letters to the queue, as they were", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 25);

    const redriven = await redrive(emulator.client, settings);

    expect(redriven).toEqual({ moved: 25, missing: [], by: "move-task" });
    const records = await drain(queueUrl);
    expect(new Set(records.map(identityOf)).size).toBe(25);
    const first = records.find((record) => identityOf(record) === "id-0");
    expect(first).toMatchObject({
      body: '{"type":"x","payload":0}',
      messageAttributes: { tenant: { stringValue: "t" }, binary: { binaryValue: "AQID" } },
      attributes: { ApproximateReceiveCount: "1" },
    });
    expect(await drain(dlqUrl)).toEqual([]);
  });

  it("moves all by copies where there is no task", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 25);
    const client = createClientWithout(settings, StartMessageMoveTaskCommand.name);

    const redriven = await redrive(client, settings);

    expect(redriven).toEqual({ moved: 25, missing: [], by: "copy" });
    expect(new Set(await identities(queueUrl)).size).toBe(25);
    expect(await drain(dlqUrl)).toEqual([]);
    client.destroy();
  });

  it("moves those that are picked, by identity or SQS's id, and leaves the others visible at once", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 15);
    const foreign = await emulator.client.send(
      new SendMessageCommand({ QueueUrl: dlqUrl, MessageBody: '{"type":"x","payload":1}' }),
    );

    using recorded = recordEvents();
    const messageIds = ["id-3", "id-12", foreign.MessageId ?? "", "id-99"];
    const redriven = await redrive(emulator.client, settings, { messageIds });

    expect(redriven).toEqual({ moved: 3, missing: ["id-99"], by: "copy" });
    const moved = await drain(queueUrl);
    expect(moved).toHaveLength(3);
    // Those that are ours are copies, and in the trace that they were in.
    expect(moved.filter((record) => traceIdOf(record) === "1".repeat(32))).toHaveLength(2);
    const left = await identities(dlqUrl);
    expect(left).toHaveLength(13);
    expect(left).not.toContain("id-3");
    const told = recorded.events.map((event) => event.name === "redriven" && event.messageId);
    expect(told.toSorted()).toEqual([foreign.MessageId, "id-12", "id-3"].toSorted());
  });

  it("moves to another queue where told to", async () => {
    const settings = emulator.settings();
    const { dlqUrl } = await setUpDeadLetters(emulator.client, settings, 1);
    const other = await ensureQueues(emulator.client, emulator.settings(), { reconcile: false });

    await redrive(emulator.client, settings, { fromUrl: dlqUrl, toUrl: other.queueUrl, messageIds: ["id-0"] });

    expect(await identities(other.queueUrl)).toEqual(["id-0"]);
  });

  it("leaves a message twice, never not at all, where it ends between copy and delete", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 1);
    const crashing = createSqsClient(settings);
    crashing.middlewareStack.add(
      (next, context) => (args) => {
        if (context.commandName === DeleteMessageBatchCommand.name) throw new Error("the process ends here");
        return next(args);
      },
      { step: "initialize" },
    );

    await expect(redrive(crashing, settings, { messageIds: ["id-0"] })).rejects.toThrow("the process ends here");

    expect(await identities(queueUrl)).toEqual(["id-0"]);
    const { dlq } = await queueDepths(emulator.client, { queueUrl });
    expect((dlq?.waiting ?? 0) + (dlq?.inFlight ?? 0)).toBe(1);
    expect(dlqUrl).toContain("-dlq");
    crashing.destroy();
  });

  it("leaves dead letters where they are, and visible, where the queue does not take them", async () => {
    const settings = emulator.settings({ LETSGO_WORKER_MAX_MESSAGE_SIZE: "1024" });
    const { dlqUrl } = await setUpDeadLetters(emulator.client, settings, 2);
    const toUrl = `${emulator.endpoint}/000000000000/nowhere`;
    const cloud = { ...settings, emulator: false };

    await expect(redrive(emulator.client, cloud, { toUrl, messageIds: ["id-0"] })).rejects.toMatchObject({
      code: "QUEUE_NOT_FOUND",
    });

    expect(await identities(dlqUrl)).toEqual(["id-0", "id-1"]);
  });

  it("is not swallowed by a FIFO queue that has seen the original within 5 minutes (D31)", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_NAME: `redriven-${process.pid}.fifo` });
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 1);
    const original = { MessageGroupId: "group-0", MessageDeduplicationId: "id-0" };
    await emulator.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "original", ...original }));

    const { moved } = await redrive(emulator.client, settings, { messageIds: ["id-0"] });

    expect(moved).toBe(1);
    const depths = await queueDepths(emulator.client, { queueUrl });
    expect(depths.waiting + depths.inFlight).toBe(2);
    expect(await drain(dlqUrl)).toEqual([]);
  });

  it("looks through 1,000 messages and no more, and leaves them visible at once", async () => {
    const settings = emulator.settings();
    const { dlqUrl } = await setUpDeadLetters(emulator.client, settings, 1005);
    const counting = createSqsClient(settings);
    let received = 0;
    counting.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next(args);
        const { Messages = [] } = answer.output as ReceiveMessageCommandOutput;
        if (context.commandName === ReceiveMessageCommand.name) received += Messages.length;
        return answer;
      },
      { step: "initialize" },
    );

    const redriven = await redrive(counting, settings, { messageIds: ["id-of-none"] });

    expect(redriven).toEqual({ moved: 0, missing: ["id-of-none"], by: "copy" });
    expect(received).toBe(1000);
    expect(new Set(await identities(dlqUrl)).size).toBe(1005);
    counting.destroy();
  });

  it("picks the first of a FIFO group, and leaves the rest of the group in order, and visible at once", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_NAME: `picked-${process.pid}.fifo` });
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 3, { groupOf: () => "one" });

    for (const messageId of ["id-0", "id-1"]) {
      expect(await redrive(emulator.client, settings, { messageIds: [messageId] })).toMatchObject({ moved: 1 });
    }

    const [first] = await receiveRecords(emulator.client, queueUrl);
    expect(first && identityOf(first)).toBe("id-0");
    expect(await identities(dlqUrl)).toEqual(["id-2"]);
  });

  it("says of a message beyond the first 10 of its FIFO group that it is missing, and reaches the other groups", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_NAME: `deep-${process.pid}.fifo` });
    const groupOf = (index: number) => (index < 12 ? "long" : "other");
    const { queueUrl } = await setUpDeadLetters(emulator.client, settings, 13, { groupOf });

    const redriven = await redrive(emulator.client, settings, { messageIds: ["id-11", "id-12"] });

    expect(redriven).toMatchObject({ moved: 1, missing: ["id-11"] });
    expect(await identities(queueUrl)).toEqual(["id-12"]);
  });

  it("tells how far it is, and leaves the rest in place and visible when it is cancelled", async () => {
    const settings = emulator.settings();
    const { queueUrl, dlqUrl } = await setUpDeadLetters(emulator.client, settings, 35);
    const client = createClientWithout(settings, StartMessageMoveTaskCommand.name);
    const cancelling = new AbortController();
    const told: number[] = [];

    const { moved } = await redrive(client, settings, {
      signal: cancelling.signal,
      onProgress: (so) => {
        told.push(so);
        if (so >= 20) cancelling.abort();
      },
    });

    expect(told).toEqual([10, 20]);
    expect(moved).toBe(20);
    expect(await drain(queueUrl)).toHaveLength(20);
    expect(await drain(dlqUrl)).toHaveLength(15);
    client.destroy();
  });

  it("cancels SQS's own task; what it has moved stays moved (D21)", async () => {
    // The task moves its first thousand at once, and the others as the clock goes on.
    await using still = await startEmulator({ clock: "manual" });
    const settings = still.settings();
    const { queueUrl } = await setUpDeadLetters(still.client, settings, 1005);
    const cancelling = new AbortController();

    const redriven = await redrive(still.client, settings, {
      signal: cancelling.signal,
      onProgress: () => cancelling.abort(),
    });

    expect(redriven).toEqual({ moved: 1000, missing: [], by: "move-task" });
    expect(await queueDepths(still.client, { queueUrl })).toMatchObject({ waiting: 1000, dlq: { waiting: 5 } });
  });

  it("looks for nothing where the dead-letter queue is empty", async () => {
    const settings = emulator.settings();
    await setUpDeadLetters(emulator.client, settings, 0);

    expect(await redrive(emulator.client, settings, { messageIds: ["id-0"] })).toMatchObject({ missing: ["id-0"] });
    expect(await redrive(emulator.client, settings)).toMatchObject({ moved: 0 });
  });
});
