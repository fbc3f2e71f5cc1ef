import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endLeftProcess } from "./end-left-process.ts";
import { formatOwner, isGone, type Owner, ownerOfProcess, parseOwner, type Sight } from "./owner.ts";

/** A process of a stack: the test's own, the one that ends the stack when that is gone, and the program that it runs. */
type Role = "owner" | "guardian" | "ward";

/** Makes the folder of a stack's own, among the system's temporary files, and says in it whose it is. */
export function createStackFolder(stackName: string): string {
  const folder = path.join(tmpdir(), stackName);
  mkdirSync(folder, { mode: 0o755 });
  noteProcess(folder, "owner", process.pid);
  return folder;
}

/** Says in a stack's folder which process has this role, so that a sweep knows it. */
export function noteProcess(folder: string, role: Role, pid: number): void {
  writeFileSync(path.join(folder, role), formatOwner(ownerOfProcess(pid)));
}

/**
 * Ends what was left of the stacks whose owner and guardian are gone, and removes their folders. A guardian that is still
 * there is at it.
 *
 * @returns names of the stacks that were removed
 */
export async function sweepStackFolders(prefix: string, sight: Sight): Promise<readonly string[]> {
  const left = readdirSync(tmpdir()).filter((name) => {
    const folder = path.join(tmpdir(), name);
    return name.startsWith(prefix) && isGone(processOf(folder, "owner"), sight) && !hasGuardian(folder, sight);
  });
  await Promise.all(left.map((name) => removeStackFolder(path.join(tmpdir(), name), sight)));
  return left;
}

/** Ends the program that a guardian ran and did not end, if any, and removes the folder. */
export async function removeStackFolder(folder: string, sight: Sight): Promise<void> {
  const ward = processOf(folder, "ward");
  if (ward) await endLeftProcess(ward, sight);
  rmSync(folder, { recursive: true, force: true });
}

// --- internal ---

function hasGuardian(folder: string, sight: Sight): boolean {
  const guardian = processOf(folder, "guardian");
  return guardian !== undefined && !isGone(guardian, sight);
}

function processOf(folder: string, role: Role): Owner | undefined {
  try {
    return parseOwner(readFileSync(path.join(folder, role), "utf8"));
  } catch {
    return undefined;
  }
}
