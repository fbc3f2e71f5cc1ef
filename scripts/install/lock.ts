import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { writeExclusively } from "../stack/exclusive-file.ts";
import { isOurs } from "../stack/own-process.ts";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  /** As the user typed it, for example `npm start`. */
  readonly command: string;
}

interface LockOptions {
  /** Who asks. */
  command: string;
  /** Called once when somebody else holds the lock. */
  onWait: (holder: Holder) => void;
  signal?: AbortSignal;
  /** Does that process still run? */
  isAlive?: (holder: Holder) => boolean;
}

const lookAgainMs = 200;

/**
 * Takes a lock that one process at a time can hold, waiting for it if need be. A holder that has died does not count.
 *
 * @param file the lock's file; it exists while somebody holds the lock
 * @returns gives the lock back when disposed of, or when the process exits
 * @throws the signal's reason while waiting
 */
export async function takeLock(file: string, options: LockOptions): Promise<Disposable> {
  const isAlive = options.isAlive ?? (({ pid }) => isOurs(pid));
  let told = false;
  const own: Holder = { pid: process.pid, command: options.command };
  while (!writeExclusively(file, JSON.stringify(own))) {
    const holder = readHolder(file);
    if (holder && !isAlive(holder)) removeStale(file, holder);
    else {
      if (holder && !told) options.onWait(holder);
      told ||= holder !== undefined;
      await sleep(lookAgainMs, undefined, { signal: options.signal }).catch(() => options.signal?.throwIfAborted());
    }
  }
  const release = () => {
    process.off("exit", release);
    rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { [Symbol.dispose]: release };
}

// --- internal ---

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (error instanceof SyntaxError) return { pid: -1, command: "an unreadable lock" };
    throw error;
  }
}

/** Of several that find the same dead holder one renames the file; what it then holds is looked at again. */
function removeStale(file: string, holder: Holder): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readHolder(aside)?.pid !== holder.pid) putBack(aside, file);
  rmSync(aside, { force: true });
}

function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
