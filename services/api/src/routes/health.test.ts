import { describe, expect, it } from "vitest";
import { startApi } from "../../test/start-api.ts";

describe("GET /v1/health", () => {
  it("tells the mode in force, what decided it and whether the queue is reached", async () => {
    await using api = await startApi("http://127.0.0.1:1", { queueReachability: async () => "unreachable" });

    const response = await fetch(`${api.url}/v1/health`);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ok",
      mode: "direct",
      source: "LETSGO_LOCAL_QUEUE_URL is set",
      queue: "unreachable",
    });
    expect(api.lines).toEqual([]);
  });

  it("tells of the worker where it knows one", async () => {
    await using api = await startApi("http://127.0.0.1:1", { workerReachability: async () => "ok" });

    const response = await fetch(`${api.url}/v1/health`);

    expect(await response.json()).toMatchObject({ queue: "ok", worker: "ok" });
  });
});
