import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatOwner, isGone, ownerOfThisProcess, parseOwner, type Sight } from "./owner.ts";

const OWNER_FILE = "owner";

/** Makes the folder of a stack's own, among the system's temporary files, and says in it whose it is. */
export function createStackFolder(stackName: string): string {
  const folder = path.join(tmpdir(), stackName);
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(path.join(folder, OWNER_FILE), formatOwner(ownerOfThisProcess()));
  return folder;
}

/** Removes the folders of stacks whose owner is gone. */
export function sweepStackFolders(prefix: string, sight: Sight): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = path.join(tmpdir(), name);
    if (name.startsWith(prefix) && isGone(ownerOf(folder), sight)) rmSync(folder, { recursive: true, force: true });
  }
}

// --- internal ---

function ownerOf(folder: string) {
  try {
    return parseOwner(readFileSync(path.join(folder, OWNER_FILE), "utf8"));
  } catch {
    return undefined;
  }
}
