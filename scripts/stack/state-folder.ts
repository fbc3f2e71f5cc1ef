import { chmodSync, chownSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";

/** The user of the console's container. */
const consoleUser = 1000;

/** Lets the environment count again, whatever was changed while a stack ran. Needs no package: a stack can always be stopped. */
export function forgetLiveSettings(folder: string): void {
  rmSync(path.join(folder, "live.json"), { force: true });
}

/**
 * Makes the stack's folder one that the console's container may write to, where that is in our hands. It is not for the
 * start to fail on: where the console may not write, it says so.
 *
 * @param uid who we are; undefined where the system has no such ids
 */
export function openStateFolder(folder: string, uid: number | undefined = process.getuid?.()): void {
  mkdirSync(folder, { recursive: true });
  // Elsewhere the engine's virtual machine maps users by itself.
  if (process.platform !== "linux" || uid === undefined || uid === consoleUser) return;
  try {
    if (uid === 0) chownSync(folder, consoleUser, consoleUser);
    else chmodSync(folder, 0o777);
  } catch {
    // Somebody else's folder.
  }
}
