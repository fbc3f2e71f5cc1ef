import { globSync, statSync } from "node:fs";
import path from "node:path";
import { ProgramError, ScriptError } from "../cli/errors.ts";
import { run } from "../cli/run.ts";
import type { Step } from "../cli/steps.ts";
import { processEnvironment, root } from "../config.ts";

/**
 * Builds the console's pages, which its server serves as files, unless they are newer than their sources.
 *
 * @throws {ScriptError} where Vite cannot
 */
export async function ensureConsolePages(step: Step, signal: AbortSignal): Promise<void> {
  if (areConsolePagesBuilt()) return;
  await step("Pages of the console (vite build)", async (report) => {
    try {
      const cwd = path.join(root, "services/console/ui");
      const vite = path.join(root, "node_modules/vite/bin/vite.js");
      // As it is deployed, whatever this process is started for: tests have another.
      const environment = { ...processEnvironment(), NODE_ENV: "production" };
      await run(process.execPath, [vite, "build"], { cwd, environment, signal, onLine: report });
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      throw new ScriptError(
        `Vite could not build the console's pages.\n${error.tail}`,
        "Mend what it says in services/console/ui, then start again.",
        { cause: error },
      );
    }
  });
}

/** Are there pages, and is none of their sources newer? */
export function areConsolePagesBuilt(folder: string = root): boolean {
  const builtAt = statSync(path.join(folder, "services/console/ui/dist/index.html"), {
    throwIfNoEntry: false,
  })?.mtimeMs;
  if (builtAt === undefined) return false;
  return globSync(sources, { cwd: folder }).every((file) => statSync(path.join(folder, file)).mtimeMs <= builtAt);
}

// --- internal ---

const sources = [
  "services/console/ui/{index.html,vite.config.ts,package.json}",
  "services/console/ui/{public,src}/**/*.*",
  "packages/console-api/src/*.ts",
  "package-lock.json",
];
