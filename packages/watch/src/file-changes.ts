import path from "node:path";
import { watch } from "chokidar";
import { type Changes, createChanges } from "./changes.ts";

/** Changes of files that are named one by one. */
export interface FileChanges extends Changes {
  /** Watches one more file. */
  addFile(file: string): void;
}

/**
 * Watches the folders that the files are in, so that a file which an editor replaces by another one of the same name is
 * not lost, and one that is missing is found when it comes. Where a mount tells no events (macOS), the environment's
 * `CHOKIDAR_USEPOLLING=true` looks by the clock instead.
 */
export function createFileChanges(): FileChanges {
  const files = new Set<string>();
  const folders = new Set<string>();
  const changes = createChanges(QUIET_MS);
  const watcher = watch([], { ignoreInitial: true, depth: 0 });
  watcher.on("all", (_event, file) => {
    if (files.has(file)) changes.notify(file);
  });
  return {
    ...changes,
    addFile(file) {
      files.add(file);
      const folder = path.dirname(file);
      if (folders.has(folder)) return;
      folders.add(folder);
      watcher.add(folder);
    },
  };
}

// --- internal ---

/** Saves that follow one another this closely are one change. */
const QUIET_MS = 200;
