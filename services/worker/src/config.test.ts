import { ConfigError } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("the worker's settings", () => {
  it("have documented defaults: on AWS a schedule of one minute, on an emulator none", () => {
    expect(readConfig({})).toMatchObject({ port: 3002, host: "127.0.0.1", schedule: { expression: "rate(1 minute)" } });
    expect(readConfig({ AWS_ENDPOINT_URL_SQS: "http://localhost:4566" }).schedule).toBeUndefined();
  });

  it("are refused with every fault at once, the schedule's too", () => {
    const read = () =>
      readConfig({ PORT: "-1", LETSGO_WORKER_CONCURRENCY: "0", LETSGO_WORKER_SCHEDULE: "cron(0 10 * * * *)" });

    expect(read).toThrow(ConfigError);
    for (const name of ["PORT", "LETSGO_WORKER_CONCURRENCY", "LETSGO_WORKER_SCHEDULE"]) expect(read).toThrow(name);
  });

  it("name the time zone where that is at fault", () => {
    const read = () =>
      readConfig({ LETSGO_WORKER_SCHEDULE: "cron(0 10 * * ? *)", LETSGO_WORKER_SCHEDULE_TIMEZONE: "Mars/Olympus" });

    expect(read).toThrow(/^LETSGO_WORKER_SCHEDULE_TIMEZONE: .*Mars\/Olympus/);
  });
});
