import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const LOOK_INTERVAL_MS = 500;
const MOST_LOOKS = 40;
/** A `docker compose up` whose caller was killed goes on for a while and may make something after a first look. */
const QUIET_LOOKS_AFTER_START = 4;

/**
 * Brings a compose project down until nothing of it is left.
 *
 * @param options.mayStillStart the project was still starting: it must stay away for a while before that counts
 */
export async function endProject(project: string, { mayStillStart }: { mayStillStart: boolean }): Promise<void> {
  const quietLooksNeeded = mayStillStart ? QUIET_LOOKS_AFTER_START : 1;
  let quietLooks = 0;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    quietLooks = (await hasParts(project)) ? 0 : quietLooks + 1;
    if (quietLooks >= quietLooksNeeded) return;
    if (quietLooks === 0)
      await docker("compose", "-p", project, "down", "--volumes", "--remove-orphans", "--timeout", "0");
    else await delay(LOOK_INTERVAL_MS);
  }
}

// --- internal ---

const execFileAsync = promisify(execFile);

async function hasParts(project: string): Promise<boolean> {
  const filter = ["--quiet", "--filter", `label=com.docker.compose.project=${project}`];
  const found = await Promise.all([docker("ps", "--all", ...filter), docker("network", "ls", ...filter)]);
  return found.some((ids) => ids !== "");
}

/** Nobody reads what a guardian says, and a failed command shows in what is left. */
async function docker(...args: string[]): Promise<string> {
  try {
    return (await execFileAsync("docker", args)).stdout.trim();
  } catch {
    return "";
  }
}
