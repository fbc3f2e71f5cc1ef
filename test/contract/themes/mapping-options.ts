import { createEventSourceMapping } from "@letsgo/event-source";
import { expect } from "vitest";
import { runMapping } from "../support/mapping.ts";
import { expectBody, sendTo } from "../support/queue.ts";
import { statement, type Theme } from "../support/theme.ts";
import { until } from "../support/wait.ts";

/** How a mapping is set up. */
export const mappingOptions: Theme = {
  name: "options of the mapping",
  statements: [
    statement("C11: a function timeout above the queue's visibility timeout is refused", {
      "in AWS's words, and nothing is received": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 30 });
        await sendTo(queue, "a");
        await using running = runMapping(bench, queue, { invoke: async () => undefined, functionTimeoutSeconds: 60 });
        const { lastError } = await until("the refusal", async () => {
          const state = running.mapping.state();
          return state.status === "failing" && state;
        });
        expect(lastError).toMatchObject({
          code: "InvalidParameterValueException",
          message: "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
        });
        expect((await expectBody(queue, "a")).Attributes?.ApproximateReceiveCount).toBe("1");
      },
      "an equal one is taken": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 30 });
        await sendTo(queue, "a");
        await using running = runMapping(bench, queue, { invoke: async () => undefined, functionTimeoutSeconds: 30 });
        expect(await running.settled(1)).toEqual(["deleted a"]);
      },
    }),

    statement("C28: what other event sources have (retry attempts, bisecting, destinations) is refused", {
      "each is refused by name": async ({ client }) => {
        const required = { client, queueUrl: "https://sqs.us-east-1.amazonaws.com/1/a", invoke: async () => undefined };
        for (const option of ["maximumRetryAttempts", "bisectBatchOnFunctionError", "destinationConfig"]) {
          expect(() => createEventSourceMapping({ ...required, [option]: 1 })).toThrow(option);
        }
      },
    }),
  ],
};
