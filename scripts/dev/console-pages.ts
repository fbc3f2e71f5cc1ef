import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { Interrupted } from "../cli/command.ts";
import { run } from "../cli/run.ts";
import type { Step } from "../cli/steps.ts";
import { root } from "../config.ts";

/**
 * Builds the console's pages where they are missing or older than their sources. The stack does not need them: where that
 * fails, the console's own page says what to do.
 */
export async function ensureConsolePages(step: Step, signal: AbortSignal): Promise<void> {
  const folder = path.join(root, "services/console/ui");
  if (!arePagesStale(folder)) return;
  try {
    await step("the console's pages", (report) =>
      run(path.join(root, "node_modules/.bin/vite"), ["build"], { cwd: folder, signal, onLine: report }),
    );
  } catch (error) {
    if (error instanceof Interrupted || signal.aborted) throw error;
  }
}

/** Is there no build in the workspace's folder, or one that is older than what it is made of? */
export function arePagesStale(folder: string): boolean {
  const built = statSync(path.join(folder, "dist/index.html"), { throwIfNoEntry: false });
  return built === undefined || newestIn(folder) > built.mtimeMs;
}

// --- internal ---

/** When the last source was changed. */
function newestIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isMade(path.relative(folder, entry.parentPath)))
    .reduce((newest, { parentPath, name }) => Math.max(newest, statSync(path.join(parentPath, name)).mtimeMs), 0);
}

function isMade(place: string): boolean {
  return /^(dist|node_modules)(\/|$)/.test(place.replaceAll(path.sep, "/"));
}
