import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Does `act` while no other process holds the lock, which is a file: made if it is not there, deleted at the end. Processes
 * of containers take part. Waits without letting this process do anything else, so that `act` should be short.
 *
 * A lock that stays the same for a second is that of a process which was killed, and is taken away.
 *
 * @throws the system's error where the file cannot be made; what `act` throws
 */
export function whileFileLocked<T>(file: string, act: () => T): T {
  const own = randomUUID();
  let seen: string | undefined;
  let sinceMs = 0;
  while (!tryToLock(file, own)) {
    const holder = holderOf(file);
    if (holder !== seen) [seen, sinceMs] = [holder, performance.now()];
    else if (holder !== undefined && performance.now() - sinceMs > LEFT_AFTER_MS) takeAway(file, holder);
    Atomics.wait(clock, 0, 0, LOOK_EVERY_MS);
  }
  try {
    return act();
  } finally {
    if (holderOf(file) === own) rmSync(file, { force: true });
  }
}

// --- internal ---

/** A change takes a few milliseconds. Not by the file's time: a container's clock may be another one. */
const LEFT_AFTER_MS = 1_000;
const LOOK_EVERY_MS = 2;
const clock = new Int32Array(new SharedArrayBuffer(4));

function tryToLock(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined where nobody holds it; empty where it cannot be told who. */
function holderOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
}

/** By a rename, which one alone of several that wait can do. */
function takeAway(file: string, left: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    if (holderOf(file) !== left) return;
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  rmSync(aside, { force: true });
}
