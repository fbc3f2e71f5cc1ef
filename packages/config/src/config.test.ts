import { describe, expect, it } from "vitest";
import {
  ConfigError,
  httpEnvironment,
  isEmulator,
  modeOf,
  parseEnvironment,
  portSetting,
  queueSettingsOf,
  readAll,
  workerSettingsOf,
} from "./index.ts";

describe("parseEnvironment", () => {
  it("takes the default where a variable is unset or empty", () => {
    expect(parseEnvironment({ PORT: portSetting(3001) }, { PORT: "" }).PORT).toBe(3001);
  });

  it.each(["3001.5", "-1", "65536", "0x10", "many"])("refuses the port %s and says what was expected", (PORT) => {
    expect(() => parseEnvironment({ PORT: portSetting(3001) }, { PORT })).toThrow(
      `PORT: Expected a whole number from 0 to 65535, got "${PORT}"`,
    );
  });

  it.each([
    ["LETSGO_DEPLOYMENT", "my app"],
    ["LETSGO_DEPLOYMENT", "d".repeat(63)],
    ["LETSGO_QUEUE_NAME", "my queue"],
    // Its dead-letter queue's name would have 81 characters.
    ["LETSGO_QUEUE_NAME", "q".repeat(77)],
    ["LETSGO_WORKER_VISIBILITY_TIMEOUT", "0"],
  ])("refuses %s=%s, with which no queue can be made", (name, value) => {
    expect(() => queueSettingsOf({ [name]: value })).toThrow(new RegExp(`^${name}: Expected .*, got "${value}"`));
  });

  it.each(["http://box", "box:3001", "a b"])("refuses the host name %s, which no Host header could match", (word) => {
    const environment = { LETSGO_ALLOWED_HOSTS: `box.example, [::1], ${word}` };

    expect(() => parseEnvironment(httpEnvironment, environment)).toThrow(/^LETSGO_ALLOWED_HOSTS: Expected host names/);
  });

  it("refuses an unknown time zone, with or without a schedule", () => {
    expect(() => workerSettingsOf({ LETSGO_WORKER_SCHEDULE_TIMEZONE: "Mars" })).toThrow("IANA");
  });

  it("lists all problems of all readers at once", () => {
    const environment = { LETSGO_WORKER_BATCH_SIZE: "0", LETSGO_WORKER_VISIBILITY_TIMEOUT: "43201" };

    const read = () =>
      readAll({ queue: () => queueSettingsOf(environment), worker: () => workerSettingsOf(environment) });

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/LETSGO_WORKER_VISIBILITY_TIMEOUT[\s\S]*LETSGO_WORKER_BATCH_SIZE/);
  });
});

describe("modeOf", () => {
  const LETSGO_LOCAL_QUEUE_URL = "http://127.0.0.1:3002";

  it.each([
    [{}, "queued", "default"],
    [{ LETSGO_LOCAL_QUEUE_URL }, "direct", "LETSGO_LOCAL_QUEUE_URL is set"],
    [{ LETSGO_LOCAL_QUEUE_URL, LETSGO_QUEUE_MODE: "queued" }, "queued", "LETSGO_QUEUE_MODE"],
    [{ LETSGO_LOCAL_QUEUE_URL, LETSGO_QUEUE_MODE: "direct" }, "direct", "LETSGO_QUEUE_MODE"],
  ])("reads %j as %s, because of %s", (environment, mode, source) => {
    expect(modeOf(environment)).toEqual({ mode, source });
  });

  it("refuses direct mode with no address to post to", () => {
    expect(() => modeOf({ LETSGO_QUEUE_MODE: "direct" })).toThrow(/LETSGO_LOCAL_QUEUE_URL/);
  });

  it("refuses an unknown mode", () => {
    expect(() => modeOf({ LETSGO_QUEUE_MODE: "sqs" })).toThrow('Expected "direct" or "queued", got "sqs"');
  });
});

describe("isEmulator", () => {
  it.each([
    ["http://127.0.0.1:4566", true],
    ["http://localhost:4566", true],
    ["http://[::1]:4566", true],
    ["http://localstack:4566", true],
    ["http://sqs.us-east-1.localhost:4566", true],
    ["http://host.docker.internal:4566", true],
    ["http://sqs.us-east-1.localhost.localstack.cloud:4566", true],
    ["https://sqs.us-west-2.amazonaws.com", false],
    ["https://evil-localhost.localstack.cloud.example.com", false],
    ["http://10.0.0.5:4566", false],
    [undefined, false],
  ])("says of %s: %s", (endpoint, expected) => {
    expect(isEmulator(endpoint, {})).toBe(expected);
  });

  it("obeys LETSGO_EMULATOR for any endpoint", () => {
    expect(isEmulator("http://10.0.0.5:4566", { LETSGO_EMULATOR: "true" })).toBe(true);
  });
});

describe("defaults", () => {
  it("are the cloud's without an endpoint", () => {
    expect(queueSettingsOf({})).toMatchObject({ visibilityTimeoutSeconds: 362, maxReceiveCount: 5, emulator: false });
    expect(workerSettingsOf({})).toMatchObject({ functionTimeoutSeconds: 60, schedule: "rate(1 minute)" });
  });

  it("are the local ones on an emulator", () => {
    const environment = { AWS_ENDPOINT_URL_SQS: "http://localhost:4566" };

    expect(queueSettingsOf(environment)).toMatchObject({
      visibilityTimeoutSeconds: 10,
      maxReceiveCount: 3,
      emulator: true,
    });
    expect(workerSettingsOf(environment)).toMatchObject({ functionTimeoutSeconds: 10, schedule: undefined });
  });

  it("name the queue by deployment and the dead-letter queue after it", () => {
    expect(queueSettingsOf({})).toMatchObject({ queueName: "letsgo-main-worker", dlqName: "letsgo-main-worker-dlq" });
    expect(queueSettingsOf({ LETSGO_QUEUE_NAME: "x.fifo" }).dlqName).toBe("x-dlq.fifo");
    expect(queueSettingsOf({ LETSGO_QUEUE_URL: "http://localhost:4566/000000000000/mine" }).queueName).toBe("mine");
  });
});
