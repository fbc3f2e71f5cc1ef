import { chmodSync, chownSync, mkdirSync } from "node:fs";

/**
 * Makes the stack's folder one that the console's container may write to, where that is in our hands. It is not for the
 * start to fail on: where the console may not write, it says so. Needs no package: a start does it before any is installed.
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

// --- internal ---

/** The user of the console's container. */
const consoleUser = 1000;
