import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createDataFile } from "../test-support/data-file.ts";

/** Runs a script that has `startEmulator` and `isLoaded`, and gives what it prints. */
async function run(script: string): Promise<{ stdout: string; stderr: string }> {
  const index = path.join(import.meta.dirname, "../index.ts");
  const before = `
    import { startEmulator } from ${JSON.stringify(index)};
    const isLoaded = () => process.moduleLoadList.some((name) => name.includes("sqlite"));
  `;
  const args = ["--experimental-strip-types", "--input-type=module", "--eval", before + script];
  return await promisify(execFile)(process.execPath, args);
}

test("SQLite is loaded for a data file alone, without its warning, and with every other", async () => {
  using file = createDataFile();

  const { stdout, stderr } = await run(`
    await (await startEmulator()).close();
    console.log(isLoaded());
    await (await startEmulator({ data: ${JSON.stringify(file.path)} })).close();
    console.log(isLoaded());
    process.emitWarning("another");
  `);

  expect(stdout).toBe("false\ntrue\n");
  expect(stderr).toContain("Warning: another");
  expect(stderr).not.toContain("SQLite");
});
