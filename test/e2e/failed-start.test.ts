import path from "node:path";
import { createStackFolder, createStackName, startGuardian } from "@letsgo/testing/guardian";
import { afterAll, describe, expect, test } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf, hasNetwork, hasVolume } from "../support/containers-of.ts";
import { root, runScript } from "../support/run-script.ts";

const folder = createStackFolder(createStackName(root));
const project = path.basename(folder);
// Where a start leaves something, or these tests are killed, it does not stay.
const guardian = startGuardian({ folder, project }, { environment: process.env, cwd: root });
afterAll(() => guardian.release());

const environment = {
  LETSGO_STATE_DIR: folder,
  WEB_PORT: "0",
  API_PORT: "0",
  WORKER_PORT: "0",
  CONSOLE_PORT: "0",
  LOCALSTACK_PORT: "0",
};
/** Sooner than a health check would give up on the worker. */
const deadline = { timeout: 55_000 };

async function failureOf(script: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const failed = await runScript(script, { ...environment, ...settings }).then(
    () => expect.fail(`${script} has not failed`),
    (error: { stderr: string }) => error,
  );
  return failed.stderr;
}

describeOnContainers("npm start with a worker that cannot start", () => {
  test("ends with the worker's reason and leaves nothing", deadline, async () => {
    // A path of the container's own, which nobody outside can look at before.
    const said = await failureOf("start", { COMPOSE_PROJECT_NAME: project, LETSGO_WORKER_HANDLERS: "/nowhere.ts" });

    expect(said).toContain("The stack cannot start:\n\n  worker: The service cannot start: LETSGO_WORKER_HANDLERS: ");
    expect(said).toContain("Expected /nowhere.ts to be a module that loads");
    expect(await containersOf(project)).toEqual(new Map());
    expect(await hasNetwork(project)).toBe(false);
    expect(await hasVolume(project)).toBe(false);
  });
});

describe("npm run dev with a worker that cannot start", () => {
  test("ends with the worker's reason", deadline, async () => {
    const LETSGO_WORKER_HANDLERS = "file:///nowhere.ts";

    const said = await failureOf("dev", { LETSGO_WORKER_HANDLERS });

    expect(said).toContain("The stack cannot start:\n\n  worker: The service cannot start: LETSGO_WORKER_HANDLERS: ");
  });
});
