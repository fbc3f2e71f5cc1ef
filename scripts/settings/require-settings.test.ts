import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../packages/config/src/index.ts";
import type { Environment } from "../config.ts";
import { handlersProblemOf } from "./handlers-problem.ts";
import { requireSettings } from "./require-settings.ts";

async function problemsOf(environment: Environment): Promise<Readonly<Record<string, string>>> {
  const thrown = await requireSettings(environment, { containers: true }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown === undefined) return {};
  if (!(thrown instanceof ConfigError)) throw thrown;
  return Object.fromEntries(thrown.problems.map(({ name, message }) => [name, message]));
}

describe("the settings of a start", () => {
  it("are fine where nothing is set, or only what counts elsewhere", async () => {
    expect(await problemsOf({})).toEqual({});
    // The stack sets these itself.
    expect(
      await problemsOf({ PORT: "many", API_URL: "here", AWS_ENDPOINT_URL: "there", LETSGO_QUEUE_URL: "x" }),
    ).toEqual({});
  });

  it.each([
    ["WEB_PORT", "99999"],
    ["WEB_PORT", "abc"],
    ["COMPOSE_PROJECT_NAME", "My Stack"],
    ["LETSGO_IMAGE_TAG", "a:b"],
    ["NODE_IMAGE", "node 26"],
    ["LOG_LEVEL", "loud"],
    ["LETSGO_QUEUE_MODE", "sqs"],
    ["LETSGO_DEPLOYMENT", "my app"],
    ["LETSGO_QUEUE_NAME", "a b"],
    ["LETSGO_WORKER_BATCH_SIZE", "0"],
    ["LETSGO_WORKER_BATCH_SIZE", "100"],
    ["LETSGO_WORKER_FUNCTION_TIMEOUT", "abc"],
    ["LETSGO_WORKER_FUNCTION_TIMEOUT", "60"],
    ["LETSGO_WORKER_SCHEDULE", "rate(0 minutes)"],
    ["LETSGO_WORKER_SCHEDULE", "cron(* *)"],
    ["LETSGO_WORKER_SCHEDULE_TIMEZONE", "Mars"],
    ["LETSGO_WORKER_HANDLERS", "nowhere.ts"],
  ])("are refused for %s=%s, by name and value", async (name, value) => {
    const problems = await problemsOf({ [name]: value });

    expect(Object.keys(problems)).toEqual([name]);
    expect(problems[name]).toMatch(/^Expected .* got .*\./);
    expect(problems[name]).toContain(value);
  });

  it("are refused all at once, whoever reads them", async () => {
    const environment = {
      API_PORT: "3000",
      LETSGO_WORKER_SCHEDULE: "often",
      LETSGO_STRIPE_TEST_WEBHOOK_KEY: "whsec_x",
    };

    expect(Object.keys(await problemsOf({ ...environment, LOG_LEVEL: "loud" }))).toEqual([
      "API_PORT",
      "LOG_LEVEL",
      "LETSGO_WORKER_SCHEDULE",
    ]);
  });

  it("are refused where two services would share a port", async () => {
    expect(await problemsOf({ API_PORT: "4000", LOCALSTACK_PORT: "4000" })).toEqual({
      LOCALSTACK_PORT: expect.stringContaining("got 4000, which API_PORT has"),
    });
    expect(await problemsOf({ API_PORT: "0", LOCALSTACK_PORT: "0" })).toEqual({});
  });
});

describe("LETSGO_WORKER_HANDLERS", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-handlers-"));
  mkdirSync(path.join(folder, "services/worker/src/handlers"), { recursive: true });
  writeFileSync(path.join(folder, "services/worker/src/handlers/mine.ts"), "");
  writeFileSync(path.join(folder, "mine.ts"), "");
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [undefined, true],
    ["services/worker/src/handlers/mine.ts", true],
    ["./services/worker/src/handlers/mine.ts", false],
    ["mine.ts", false],
    [path.join(folder, "mine.ts"), false],
    // Somewhere in the container, where a compose file of the user's may have mounted it.
    ["/handlers/mine.ts", true],
  ])("may be %s, in containers: %s", (module, containers) => {
    expect(handlersProblemOf(module, { containers, folder })).toBeUndefined();
  });

  it("must be there, and in containers where the worker sees it", () => {
    expect(handlersProblemOf("mine.js", { containers: false, folder })?.message).toContain('"mine.js"');
    expect(handlersProblemOf(path.join(folder, "no.ts"), { containers: false, folder })?.message).toContain("no file");
    expect(handlersProblemOf("mine.ts", { containers: true, folder })?.message).toContain("services/worker/src");
  });
});
