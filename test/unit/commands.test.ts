import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/config.ts";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const commands = Object.values(manifest.scripts).flatMap(
  (words) => /node scripts\/([a-z]+)\.ts$/.exec(words)?.[1] ?? [],
);
const folder = mkdtempSync(path.join(tmpdir(), "letsgo-commands-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** No PATH: nothing can be installed, built or started. The folder is the run's own. */
function runCommand(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [path.join(root, `scripts/${command}.ts`), ...args], {
    encoding: "utf8",
    env: { PATH: folder, LETSGO_STATE_DIR: folder, COMPOSE_PROJECT_NAME: "letsgo-commands-test", ...environment },
    timeout: 30_000,
  });
}

describe("every command", () => {
  it("is a script of its own", () => {
    const scripts = readdirSync(path.join(root, "scripts")).filter((name) => /^[a-z]+\.ts$/.test(name));

    expect(scripts.map((name) => name.replace(".ts", "")).filter((name) => name !== "config")).toEqual(
      [...commands].sort(),
    );
  });

  it.each(commands)("%s tells its help, by --help and -h", (command) => {
    const [long, short] = [runCommand(command, ["--help"]), runCommand(command, ["-h"])];

    expect(long).toMatchObject({ status: 0, stderr: "" });
    expect(long.stdout).toMatch(/^npm .*\n(.*\n)* {2}-h, --help +this text/);
    expect(short.stdout).toBe(long.stdout);
  });
});

describe.each([
  ["start", []],
  ["start", ["--no-containers"]],
  ["dev", []],
  ["test", ["e2e"]],
])("%s %j with settings that cannot be used", (command, args) => {
  it("ends before it does anything, and names each with its value and the remedy", () => {
    const bad = { WEB_PORT: "99999", LETSGO_WORKER_SCHEDULE: "often", LETSGO_WORKER_FUNCTION_TIMEOUT: "60" };

    const { status, stdout, stderr } = runCommand(command, args, bad);

    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("3 settings cannot be used");
    expect(stderr).toMatch(/\n {2}WEB_PORT: Expected .* got "99999"\. Mend it/);
    expect(stderr).toMatch(/\n {2}LETSGO_WORKER_SCHEDULE: Expected .* got often\. Mend it/);
    expect(stderr).toMatch(/\n {2}LETSGO_WORKER_FUNCTION_TIMEOUT: .*Set LETSGO_WORKER_VISIBILITY_TIMEOUT to 60/);
    expect(stderr).not.toContain("    at ");
  });
});
