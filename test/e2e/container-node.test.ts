import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { stackEnvironment } from "../../scripts/config.ts";
import { describeOnContainers } from "../support/containers.ts";
import { root } from "../support/run-script.ts";

/** Unit tests of what is Node's own and changes with its version: above all `node:sqlite`. */
const tests = [
  "services/console/server/src/store/",
  "services/console/server/src/queries/",
  "packages/sqs-emulator/src/store/open-data-file.test.ts",
  "packages/sqs-emulator/src/store/restart.test.ts",
];

// The packages of another system have binaries that a container cannot load.
describe.runIf(process.platform === "linux")("on Linux", () => {
  describeOnContainers("the containers' Node", () => {
    test("passes the unit tests of what is kept in SQLite", async () => {
      const version = await runInside(["--version"]);
      const said = await runInside(["node_modules/vitest/vitest.mjs", ...vitestArguments, ...tests]);

      expect(version).toMatch(/^v26\./);
      expect(said).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/m);
    });
  });
});

// --- internal ---

const execFileAsync = promisify(execFile);
/** The folder is read-only: the configuration is loaded without being written beside it. */
const vitestArguments = ["run", "--configLoader", "native", "--project", "unit"];

/** Runs Node of the services' image on this folder as it is; answers what it printed. */
async function runInside(args: readonly string[]): Promise<string> {
  const image = `letsgo-local/dev:${stackEnvironment().LETSGO_IMAGE_TAG || "local"}`;
  const limits = ["--network", "none", "--read-only", "--tmpfs", "/tmp", "--env", "HOME=/tmp"];
  const user = ["--user", `${process.getuid?.()}:${process.getgid?.()}`];
  const folder = ["--volume", `${root}:/app:ro`, "--workdir", "/app"];
  const command = ["run", "--rm", "--init", ...limits, ...user, ...folder, image, "node", ...args];
  const { stdout, stderr } = await execFileAsync("docker", command).catch((error) => error);
  return `${stdout}${stderr}`;
}
