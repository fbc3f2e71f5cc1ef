import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";
import { describe, expect, it } from "vitest";
import { countLeftovers, describeLeftovers } from "./leftovers.ts";

describe("what a stopped stack leaves", () => {
  it("is counted in both queues, delayed messages too", async () => {
    await using sqs = await startEmulator();
    const environment = { AWS_ENDPOINT_URL_SQS: sqs.url };
    const client = createSqsClient(queueSettingsOf(environment));

    const before = await countLeftovers(environment);
    const { queueUrl, dlqUrl } = await ensureQueues(client, queueSettingsOf(environment), { reconcile: true });
    for (const [QueueUrl, DelaySeconds] of [
      [queueUrl, 0],
      [queueUrl, 60],
      [dlqUrl, 0],
    ] as const) {
      await client.send(new SendMessageCommand({ QueueUrl, DelaySeconds, MessageBody: "{}" }));
    }
    const after = await countLeftovers(environment);
    client.destroy();

    expect(before).toEqual({ queue: 0, dlq: 0 });
    expect(after).toEqual({ queue: 2, dlq: 1 });
  });

  it("is not known where the queue does not answer", async () => {
    expect(await countLeftovers({ AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:1" })).toBeUndefined();
  });

  it("is told in a sentence", () => {
    expect(describeLeftovers({ queue: 1, dlq: 0 })).toBe(
      "Left in the queue: 1 message; in the dead-letter queue: no messages. They are gone with the queue.",
    );
    expect(describeLeftovers({ queue: 1, dlq: 2 }, "q.db")).toMatch(/2 messages\. They are kept in q\.db\.$/);
    expect(describeLeftovers({ queue: 0, dlq: 0 })).not.toContain("gone");
    expect(describeLeftovers(undefined)).toContain("not known");
  });
});
