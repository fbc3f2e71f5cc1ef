import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { deadLetter } from "../support/dead-letter.ts";
import { md5OfMessageAttributes } from "../support/digest.ts";
import { type HandlerEvent, runMapping } from "../support/mapping.ts";
import { changeVisibility, type Queue, sendInOrder, sendTo } from "../support/queue.ts";
import { statement, type Theme } from "../support/theme.ts";
import { until } from "../support/wait.ts";

type HandlerRecord = HandlerEvent["Records"][number];

const attributes = {
  color: { DataType: "String", StringValue: "red" },
  size: { DataType: "Number.int", StringValue: "12" },
  icon: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2, 3) },
};

/** The first record that a handler is given. */
async function firstRecordOf(bench: Bench, queue: Queue): Promise<HandlerRecord> {
  let record: HandlerRecord | undefined;
  const invoke = async ({ Records }: HandlerEvent) => {
    record ??= Records[0];
  };
  await using _running = runMapping(bench, queue, { invoke });
  return await until("a record", async () => record);
}

/** What a handler is given, as this project's event source makes it of what the emulator answers. */
export const records: Theme = {
  name: "records",
  statements: [
    statement("C29: a record has Lambda's fields, its message attributes in lower camel", {
      "a record with attributes": async (bench) => {
        const queue = await bench.createQueue();
        const { MessageId } = await sendTo(queue, "hello", { MessageAttributes: attributes });
        const lists = { stringListValues: [], binaryListValues: [] };
        expect(await firstRecordOf(bench, queue)).toEqual({
          messageId: MessageId,
          receiptHandle: expect.stringMatching(/./),
          body: "hello",
          attributes: expect.any(Object),
          messageAttributes: {
            color: { dataType: "String", stringValue: "red", ...lists },
            size: { dataType: "Number.int", stringValue: "12", ...lists },
            icon: { dataType: "Binary", binaryValue: "AQID", ...lists },
          },
          md5OfBody: "5d41402abc4b2a76b9719d911017c592",
          md5OfMessageAttributes: md5OfMessageAttributes(attributes),
          eventSource: "aws:sqs",
          eventSourceARN: queue.arn,
          awsRegion: queue.arn.split(":")[3],
        });
      },
      "a record without attributes has no digest of them": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "hello");
        const record = await firstRecordOf(bench, queue);
        expect(record.messageAttributes).toEqual({});
        expect(Object.keys(record)).not.toContain("md5OfMessageAttributes");
      },
    }),

    statement("C30: a record's attributes are SQS's system attributes, all as text", {
      "the four that every record has": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a");
        expect((await firstRecordOf(bench, queue)).attributes).toEqual({
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.stringMatching(/./),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        });
      },
      "a FIFO message has its number, group and deduplication id too": async (bench) => {
        const queue = await bench.createFifoQueue();
        const { SequenceNumber } = await sendInOrder(queue, "a", { group: "g", dedup: "d" });
        expect({ ...(await firstRecordOf(bench, queue)).attributes }).toMatchObject({
          SequenceNumber,
          MessageGroupId: "g",
          MessageDeduplicationId: "d",
        });
      },
      "a dead-lettered message names its source": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq();
        await sendTo(queue, "a");
        await changeVisibility(dlq, await deadLetter(queue, dlq), 0);
        const record = await firstRecordOf(bench, dlq);
        expect({ ...record.attributes }).toMatchObject({ DeadLetterQueueSourceArn: queue.arn });
      },
    }),
  ],
};
