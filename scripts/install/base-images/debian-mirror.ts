import { run } from "../../cli/run.ts";

export interface DebianMirror {
  /** Where this machine takes Debian's packages from. */
  readonly mirror: string;
  /** How apt reaches it (proxy, certificates), as lines of apt.conf. */
  readonly aptOptions: readonly string[];
}

/** The machine's own Debian mirror; Debian's public one where apt knows none (Ubuntu, for one). */
export async function debianMirror(): Promise<DebianMirror> {
  const [targets, settings] = await Promise.all([
    run("apt-get", [
      "indextargets",
      "--format",
      "$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)",
      "Created-By: Packages",
    ]),
    run("apt-config", ["dump"]),
  ]).catch(() => ["", ""]);
  return { mirror: mirrorOf(targets ?? ""), aptOptions: connectionOptionsOf(settings ?? "") };
}

/** Picks from `apt-get indextargets`: trixie's mirror first, else that of the machine's own release. */
export function mirrorOf(indexTargets: string): string {
  const mirrors = indexTargets
    .split("\n")
    .map((line) => /^Debian main ([a-z]+) (\S+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, codename, uri]) => ({ codename, uri: uri ?? "" }));
  return (mirrors.find(({ codename }) => codename === "trixie") ?? mirrors[0])?.uri ?? "http://deb.debian.org/debian";
}

/** Picks from `apt-config dump` what concerns the connection. */
export function connectionOptionsOf(aptConfigDump: string): string[] {
  return aptConfigDump.split("\n").filter((line) => /^Acquire::(https?::\S+|Check-\S+|Retries) "[^"]+";$/.test(line));
}
