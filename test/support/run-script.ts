import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** The project's root folder. */
export const root = path.resolve(import.meta.dirname, "../..");

/** Runs one of the project's commands (`scripts/<name>.ts`) with further environment variables; answers what it printed. */
export async function runScript(
  name: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<string> {
  const { stdout } = await execFileAsync(process.execPath, [path.join(root, "scripts", `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
  });
  return stdout;
}

// --- internal ---

const execFileAsync = promisify(execFile);
