import { describe, expect, it } from "vitest";
import { ConfigError, workerSettingsOf } from "./index.ts";

const local = { AWS_ENDPOINT_URL_SQS: "http://localhost:4566" };

function problemsOf(environment: Record<string, string>): readonly { name: string; message: string }[] {
  try {
    workerSettingsOf(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("settings with which Lambda makes no mapping", () => {
  it.each([
    ["a longer function timeout", { ...local, LETSGO_WORKER_FUNCTION_TIMEOUT: "60" }, 10, 60],
    ["a shorter visibility timeout", { ...local, LETSGO_WORKER_VISIBILITY_TIMEOUT: "5" }, 5, 10],
    ["the cloud's defaults around a longer one", { LETSGO_WORKER_FUNCTION_TIMEOUT: "400" }, 362, 400],
    ["the cloud's defaults around a shorter one", { LETSGO_WORKER_VISIBILITY_TIMEOUT: "30" }, 30, 60],
    ["direct mode", { LETSGO_LOCAL_QUEUE_URL: "http://localhost:3002", LETSGO_WORKER_FUNCTION_TIMEOUT: "11" }, 10, 11],
  ])("C11: %s: both settings, both values and the remedy are told", (_case, environment, visibility, timeout) => {
    const [problem, ...others] = problemsOf(environment);

    expect(others).toEqual([]);
    expect(problem?.name).toBe("LETSGO_WORKER_FUNCTION_TIMEOUT");
    expect(problem?.message).toContain(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
    );
    expect(problem?.message).toContain(`Set LETSGO_WORKER_VISIBILITY_TIMEOUT to ${timeout} or more`);
  });

  it("C11: equal timeouts are fine", () => {
    expect(problemsOf({ ...local, LETSGO_WORKER_FUNCTION_TIMEOUT: "10" })).toEqual([]);
  });

  it("C2: more than 10 messages need a window", () => {
    expect(problemsOf({ ...local, LETSGO_WORKER_BATCH_SIZE: "11" })).toEqual([
      {
        name: "LETSGO_WORKER_BATCH_SIZE",
        message: expect.stringMatching(/at most 10 .*LETSGO_WORKER_BATCHING_WINDOW of 0 seconds, got 11\. Set LETSGO_/),
      },
    ]);
    expect(problemsOf({ ...local, LETSGO_WORKER_BATCH_SIZE: "11", LETSGO_WORKER_BATCHING_WINDOW: "1" })).toEqual([]);
    // The cloud's window is 2 seconds by default.
    expect(problemsOf({ LETSGO_WORKER_BATCH_SIZE: "10000" })).toEqual([]);
  });

  it.each([{ LETSGO_QUEUE_NAME: "x.fifo" }, { LETSGO_QUEUE_URL: "http://localhost:4566/000000000000/x.fifo" }])(
    "C1, C3: a FIFO queue (%j) has at most 10 messages and no window",
    (queue) => {
      const environment = { ...queue, LETSGO_WORKER_BATCH_SIZE: "11", LETSGO_WORKER_BATCHING_WINDOW: "1" };

      expect(problemsOf(environment)).toEqual([
        { name: "LETSGO_WORKER_BATCH_SIZE", message: expect.stringMatching(/at most 10 on a FIFO queue .*got 11/) },
        { name: "LETSGO_WORKER_BATCHING_WINDOW", message: expect.stringMatching(/0 on a FIFO queue .*got 1/) },
      ]);
    },
  );

  it("C3: a FIFO queue starts with the cloud's defaults, whose window is not for it", () => {
    expect(workerSettingsOf({ LETSGO_QUEUE_NAME: "x.fifo" }).batchingWindowSeconds).toBe(0);
    expect(workerSettingsOf({}).batchingWindowSeconds).toBe(2);
  });
});
