import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { modeInForce, startModeOf } from "./mode.ts";

const fallback = "direct";

describe("the mode that a stack starts in", () => {
  it("is the option's, else the setting's, else the command's own", () => {
    const environment = { LETSGO_QUEUE_MODE: "queued" };

    expect(startModeOf({ flag: "direct", environment, fallback })).toBe("direct");
    expect(startModeOf({ environment, fallback })).toBe("queued");
    expect(startModeOf({ environment: { LETSGO_QUEUE_MODE: "" }, fallback })).toBe("direct");
  });

  it("is never guessed from a wrong word", () => {
    expect(() => startModeOf({ flag: "Queued", environment: {}, fallback })).toThrow("--mode");
    expect(() => startModeOf({ environment: { LETSGO_QUEUE_MODE: "sqs" }, fallback })).toThrow("LETSGO_QUEUE_MODE");
  });
});

describe("the mode in force", () => {
  it("is what the API says, with what decided it", async () => {
    const health = { status: "ok", mode: "queued", source: "live.json", queue: "ok" };
    const server = createServer((_request, response) => response.end(JSON.stringify(health))).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;

    const told = await modeInForce(`http://127.0.0.1:${port}`, "direct").finally(() => server.close());

    expect(told).toEqual({ mode: "queued", source: "live.json" });
  });

  it("is the one that was started where no API answers", async () => {
    expect(await modeInForce(undefined, "direct")).toEqual({ mode: "direct", source: "LETSGO_QUEUE_MODE" });
  });
});
