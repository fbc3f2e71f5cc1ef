import path from "node:path";
import { watch } from "chokidar";
import { type Changes, createChanges } from "./changes.ts";

/** Changes of files that are named one by one. */
export interface FileChanges extends Changes {
  /** Watches one more file. */
  addFile(file: string): void;
  /** Watches nothing any more. */
  close(): Promise<void>;
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
  let since = Date.now();
  const watcher = watch([], { alwaysStat: true, depth: 0 });
  watcher.on("all", (event, file, stats) => {
    // The first look at a folder tells what is there: a change only where it was saved since the service began to load.
    const isOld = event === "add" && stats !== undefined && stats.mtimeMs < since - CLOCK_MS;
    if (files.has(file) && !isOld) changes.notify(file);
  });
  return {
    ...changes,
    forget() {
      since = Date.now();
      changes.forget();
    },
    addFile(file) {
      files.add(file);
      const folder = path.dirname(file);
      if (folders.has(folder)) return;
      folders.add(folder);
      watcher.add(folder);
    },
    close: () => watcher.close(),
  };
}

// --- internal ---

/** By so much a file's time may lie behind the clock: systems write down that of their last tick. */
const CLOCK_MS = 20;
/** Saves that follow one another this closely are one change. */
const QUIET_MS = 200;
