import type { SQSClient } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { startHttpServer } from "../../test/http-server.ts";
import { createSqsClient } from "../sqs-client.ts";
import { runMoveTask } from "./move-task.ts";

const arns = { fromArn: "arn:aws:sqs:us-west-2:000000000000:x-dlq", toArn: "arn:aws:sqs:us-west-2:000000000000:x" };

/** An SQS whose task says at each look what it is told to. */
async function startTasks(taskAt: (look: number) => object) {
  let looks = 0;
  const server = await startHttpServer((response, { headers }) => {
    const isList = String(headers["x-amz-target"]).endsWith("ListMessageMoveTasks");
    const answer = isList ? { Results: [taskAt(looks++)] } : { TaskHandle: "handle" };
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer));
  });
  const client = createSqsClient(queueSettingsOf({ AWS_ENDPOINT_URL_SQS: server.url }));
  return {
    client,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

const runOf = (client: SQSClient) => ({ client, onProgress: () => {}, signal: new AbortController().signal });

describe("a move task", () => {
  it("is waited for as long as it gets on", async () => {
    await using tasks = await startTasks((look) => ({
      Status: look < 8 ? "RUNNING" : "COMPLETED",
      ApproximateNumberOfMessagesMoved: look,
    }));

    expect(await runMoveTask(runOf(tasks.client), arns, { stallMs: 600 })).toBe(8);
  });

  it("that moves nothing any more is given up, and said to be worth another try", async () => {
    await using tasks = await startTasks(() => ({ Status: "RUNNING", ApproximateNumberOfMessagesMoved: 3 }));

    await expect(runMoveTask(runOf(tasks.client), arns, { stallMs: 300 })).rejects.toMatchObject({
      code: "QUEUE_UNREACHABLE",
      retryable: true,
      message: expect.stringContaining("got no message moved for 0.3 s (3 before)"),
    });
  });

  it("that fails, or that SQS has forgotten, is told with its reason", async () => {
    await using failed = await startTasks(() => ({ Status: "FAILED", FailureReason: "AWS.Internal" }));
    await using forgotten = await startTasks(() => ({}));

    await expect(runMoveTask(runOf(failed.client), arns)).rejects.toThrow("got FAILED: AWS.Internal");
    await expect(runMoveTask(runOf(forgotten.client), arns)).rejects.toThrow("got no task");
  });
});
