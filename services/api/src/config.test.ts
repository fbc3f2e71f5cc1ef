import { ConfigError } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("the API's settings", () => {
  it("have documented defaults", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 3001,
      logLevel: "info",
      stripeKeys: { TEST: undefined, LIVE: undefined },
    });
  });

  it("are refused with every fault at once", () => {
    const read = () =>
      readConfig({ PORT: "web", LOG_LEVEL: "loud", LETSGO_QUEUE_MODE: "post", LETSGO_WORKER_VISIBILITY_TIMEOUT: "-1" });

    expect(read).toThrow(ConfigError);
    for (const name of ["PORT", "LOG_LEVEL", "LETSGO_QUEUE_MODE", "LETSGO_WORKER_VISIBILITY_TIMEOUT"]) {
      expect(read).toThrow(name);
    }
  });
});
