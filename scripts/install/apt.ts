import { run, tryRun } from "../cli/run.ts";
import type { Report } from "../cli/steps.ts";
import { processEnvironment } from "../config.ts";
import { asRoot, type Rights } from "./machine.ts";

export interface AptOptions {
  rights: Rights;
  report: Report;
  signal: AbortSignal;
}

/** One apt at a time in this process; another process's is waited for by apt itself. */
let turn: Promise<unknown> = Promise.resolve();

/** Reads the package lists and installs packages. `before` runs between reading and installing and may add sources. */
export function aptInstall(
  packages: readonly string[],
  options: AptOptions,
  before: () => Promise<void> = async () => {},
): Promise<void> {
  const mine = turn.then(async () => {
    await apt(["update"], options);
    await before();
    await apt(["install", "-y", "--no-install-recommends", ...packages], options);
  });
  turn = mine.catch(() => {});
  return mine;
}

/** Reads the list of one more source, named by its file, and leaves the others as they are. */
export async function aptUpdateSource(file: string, options: AptOptions): Promise<void> {
  const only = [`Dir::Etc::sourcelist=${file}`, "Dir::Etc::sourceparts=-", "APT::Get::List-Cleanup=0"];
  await apt([...only.flatMap((option) => ["-o", option]), "update"], options);
}

/** The mirror that this machine takes a release's packages from. */
export async function aptMirror(codename: string): Promise<string | undefined> {
  const filters = ["Created-By: Packages", `Codename: ${codename}`];
  const { output } = await tryRun("apt-get", ["indextargets", "--format", "$(REPO_URI)", ...filters]);
  return output.split("\n")[0] || undefined;
}

// --- internal ---

async function apt(args: readonly string[], { rights, report, signal }: AptOptions): Promise<void> {
  const words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", ...args];
  const [command, ...rest] = asRoot(rights, words);
  await run(command, rest, { environment: processEnvironment(), onLine: report, signal });
}
