import type { SQSClient } from "@aws-sdk/client-sqs";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { ensureQueues } from "../src/admin/index.ts";

/** A queue whose dead-letter queue holds messages with the identities `id-0`, `id-1`, …, payloads 0, 1, …. */
export async function setUpDeadLetters(
  client: SQSClient,
  settings: QueueSettings,
  count: number,
  { groupOf = (index: number) => `group-${index}` } = {},
) {
  const { queueUrl, dlqUrl } = await ensureQueues(client, settings, { reconcile: false });
  const fifo = dlqUrl.endsWith(".fifo");
  for (let index = 0; index < count; index++) {
    const command = new SendMessageCommand({
      QueueUrl: dlqUrl,
      MessageBody: `{"type":"x","payload":${index}}`,
      MessageAttributes: {
        "letsgo.messageId": { DataType: "String", StringValue: `id-${index}` },
        traceparent: { DataType: "String", StringValue: `00-${"1".repeat(32)}-${"2".repeat(16)}-01` },
        tenant: { DataType: "String", StringValue: "t" },
        binary: { DataType: "Binary", BinaryValue: Buffer.from([1, 2, 3]) },
      },
      ...(fifo && { MessageGroupId: groupOf(index), MessageDeduplicationId: `id-${index}` }),
    });
    await client.send(command);
  }
  return { queueUrl, dlqUrl };
}
