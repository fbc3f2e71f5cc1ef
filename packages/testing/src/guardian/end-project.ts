import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const LOOK_INTERVAL_MS = 500;
const MOST_LOOKS = 40;
/** A `docker compose up` whose caller was killed goes on for a while and may make something after a first look. */
const QUIET_LOOKS_AFTER_START = 4;

/** Docker's commands that list the parts of projects, a kind each. */
export const partLists: readonly (readonly string[])[] = [
  ["ps", "--all"],
  ["network", "ls"],
  ["volume", "ls"],
];

/**
 * Brings a compose project down until nothing of it is left, volumes included.
 *
 * @param options.mayStillStart the project was still starting: it must stay away for a while before that counts
 */
export async function endProject(project: string, { mayStillStart }: { mayStillStart: boolean }): Promise<void> {
  const quietLooksNeeded = mayStillStart ? QUIET_LOOKS_AFTER_START : 1;
  let quietLooks = 0;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    quietLooks = (await hasParts(project)) ? 0 : quietLooks + 1;
    if (quietLooks >= quietLooksNeeded) return;
    if (quietLooks === 0) await bringDown(project);
    else await delay(LOOK_INTERVAL_MS);
  }
}

// --- internal ---

const execFileAsync = promisify(execFile);

async function bringDown(project: string): Promise<void> {
  await docker("compose", "-p", project, "down", "--volumes", "--remove-orphans", "--timeout", "0");
  // Compose knows the volumes of a project that has no container only by its file, which may be elsewhere.
  const volumes = await idsOf(project, "volume", "ls");
  if (volumes.length > 0) await docker("volume", "rm", "--force", ...volumes);
}

async function hasParts(project: string): Promise<boolean> {
  const found = await Promise.all(partLists.map((list) => idsOf(project, ...list)));
  return found.some((ids) => ids.length > 0);
}

async function idsOf(project: string, ...list: readonly string[]): Promise<readonly string[]> {
  const ids = await docker(...list, "--quiet", "--filter", `label=com.docker.compose.project=${project}`);
  return ids.split("\n").filter((id) => id !== "");
}

/** Nobody reads what a guardian says, and a failed command shows in what is left. */
async function docker(...args: string[]): Promise<string> {
  try {
    return (await execFileAsync("docker", args)).stdout.trim();
  } catch {
    return "";
  }
}
