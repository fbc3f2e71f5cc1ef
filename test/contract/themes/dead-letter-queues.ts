import { ListDeadLetterSourceQueuesCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { deadLetter } from "../support/dead-letter.ts";
import { attributesOf, expectNothingIn, sendInOrder, sendTo, setAttributes } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";

/** Creating a queue with this policy is refused. */
const refusePolicy =
  (policy: (bench: Bench) => Promise<object> | object, fifo = false) =>
  async (bench: Bench) => {
    const RedrivePolicy = await policy(bench);
    await refusalOf(fifo ? bench.createFifoQueue({ RedrivePolicy }) : bench.createQueue({ RedrivePolicy }));
  };

const withCount = (maxReceiveCount: number | undefined) => async (bench: Bench) => ({
  deadLetterTargetArn: (await bench.createQueue()).arn,
  maxReceiveCount,
});

/** The ARN of a queue that exists, with one of its parts replaced. */
const elsewhere = (part: "us-east-1" | "000000000000", other: string) => async (bench: Bench) => {
  const { arn } = await bench.createQueue();
  return { deadLetterTargetArn: arn.replace(part, other), maxReceiveCount: 3 };
};

/** A dead-letter queue that lets only `allowed` use it. */
async function createPermitting(bench: Bench, policy: object) {
  const dlq = await bench.createQueue();
  await setAttributes(dlq, { RedriveAllowPolicy: policy });
  return { dlq, RedrivePolicy: { deadLetterTargetArn: dlq.arn, maxReceiveCount: 3 } };
}

export const deadLetterQueues: Theme = {
  name: "dead-letter queues",
  statements: [
    statement("D14: a message is received maxReceiveCount times (1 to 1,000), then dead-lettered", {
      "it is received exactly so many times, then moved": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq({ maxReceiveCount: 3 });
        await sendTo(queue, "a");
        const counts: (string | undefined)[] = [];
        const dead = await deadLetter(queue, dlq, (message) =>
          counts.push(message.Attributes?.ApproximateReceiveCount),
        );
        expect(dead.Body).toBe("a");
        expect(counts).toEqual(["1", "2", "3"]);
        await expectNothingIn(queue);
      },
      "1 and 1,000 are taken": async (bench) => {
        await bench.createQueueWithDlq({ maxReceiveCount: 1 });
        await bench.createQueueWithDlq({ maxReceiveCount: 1000 });
      },
      "0 is refused": refusePolicy(withCount(0)),
      "1,001 is refused": refusePolicy(withCount(1001)),
      "none is refused, or is 10": async (bench) => {
        const dlq = await bench.createQueue();
        const queue = await bench
          .createQueue({ RedrivePolicy: { deadLetterTargetArn: dlq.arn } })
          .catch((error: Error) => refusalOf(Promise.reject(error)).then(() => undefined));
        if (queue === undefined) return;
        await sendTo(queue, "a");
        let receives = 0;
        await deadLetter(queue, dlq, () => {
          receives += 1;
        });
        expect(receives).toBe(10);
      },
    }),

    statement("D15: a dead-lettered message keeps id, body and attributes, and names its source", {
      "it keeps id, body and attributes": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq();
        const color = { DataType: "String", StringValue: "red" };
        const { MessageId } = await sendTo(queue, "a", { MessageAttributes: { color } });
        expect(await deadLetter(queue, dlq)).toMatchObject({
          MessageId,
          Body: "a",
          MessageAttributes: { color },
        });
      },
      "it names its source queue": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq();
        await sendTo(queue, "a");
        const { Attributes } = await deadLetter(queue, dlq);
        expect(Attributes?.DeadLetterQueueSourceArn).toBe(queue.arn);
      },
      "on FIFO its deduplication id becomes its message id": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq({ fifo: true });
        const { MessageId } = await sendInOrder(queue, "a");
        const { Attributes } = await deadLetter(queue, dlq);
        expect(Attributes).toMatchObject({ MessageGroupId: "g", MessageDeduplicationId: MessageId });
      },
    }),

    statement("D16: a dead-letter queue exists, in the same region and account, and is of the same type", {
      "one that does not exist is refused": refusePolicy((bench) => ({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${bench.nameOf()}`,
        maxReceiveCount: 3,
      })),
      "what is no ARN is refused": refusePolicy(() => ({ deadLetterTargetArn: "dlq", maxReceiveCount: 3 })),
      "another region is refused": refusePolicy(elsewhere("us-east-1", "eu-west-1")),
      "another account is refused": refusePolicy(elsewhere("000000000000", "111111111111")),
      "a FIFO one of a standard queue is refused": refusePolicy(async (bench) => ({
        deadLetterTargetArn: (await bench.createFifoQueue()).arn,
        maxReceiveCount: 3,
      })),
      "a standard one of a FIFO queue is refused": refusePolicy(withCount(3), true),
    }),

    statement("D17: a dead-letter queue may refuse its sources", {
      "the policy is taken and can be read": async (bench) => {
        const { dlq } = await createPermitting(bench, { redrivePermission: "denyAll" });
        const { RedriveAllowPolicy = "{}" } = await attributesOf(dlq);
        expect(JSON.parse(RedriveAllowPolicy)).toEqual({ redrivePermission: "denyAll" });
      },
      "denyAll refuses a source": async (bench) => {
        const { RedrivePolicy } = await createPermitting(bench, { redrivePermission: "denyAll" });
        await refusalOf(bench.createQueue({ RedrivePolicy }));
      },
      "byQueue takes a listed source": async (bench) => {
        const queue = await bench.createQueue();
        const policy = { redrivePermission: "byQueue", sourceQueueArns: [queue.arn] };
        const { RedrivePolicy } = await createPermitting(bench, policy);
        await setAttributes(queue, { RedrivePolicy });
      },
      "byQueue refuses another": async (bench) => {
        const { arn } = await bench.createQueue();
        const policy = { redrivePermission: "byQueue", sourceQueueArns: [arn] };
        const { RedrivePolicy } = await createPermitting(bench, policy);
        await refusalOf(bench.createQueue({ RedrivePolicy }));
      },
      "byQueue takes 10 sources and refuses 11": async (bench) => {
        const { arn } = await bench.createQueue();
        const arns = Array.from({ length: 11 }, (_, index) => `${arn}-${index}`);
        const policyOf = (sourceQueueArns: string[]) => ({ redrivePermission: "byQueue", sourceQueueArns });
        const { dlq } = await createPermitting(bench, policyOf(arns.slice(1)));
        await refusalOf(setAttributes(dlq, { RedriveAllowPolicy: policyOf(arns) }));
      },
    }),

    statement("D18: the sources of a dead-letter queue are listed", {
      "two sources are listed": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq();
        const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount: 5 };
        const second = await bench.createQueue({ RedrivePolicy });
        const { queueUrls = [] } = await bench.client.send(
          new ListDeadLetterSourceQueuesCommand({ QueueUrl: dlq.url }),
        );
        expect(queueUrls.toSorted()).toEqual([queue.url, second.url].toSorted());
      },
      "a queue that is none has no sources": async (bench) => {
        const { queue } = await bench.createQueueWithDlq();
        const command = new ListDeadLetterSourceQueuesCommand({ QueueUrl: queue.url });
        expect((await bench.client.send(command)).queueUrls ?? []).toEqual([]);
      },
    }),
  ],
};
