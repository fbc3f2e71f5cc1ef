import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../cli/run.ts";
import { type AptOptions, aptInstall, aptMirror, aptUpdateSource } from "./apt.ts";
import { asRoot, type Distribution } from "./machine.ts";

/** What to install for an engine with compose and buildx. */
export interface EnginePackages {
  readonly names: readonly string[];
  /** Take them from this later Debian release, since the machine's own has no compose plugin. */
  readonly from?: "trixie";
}

const debian = ["docker.io", "docker-cli", "docker-compose", "docker-buildx", "mmdebstrap"];
const ubuntu = ["docker.io", "docker-compose-v2", "docker-buildx", "mmdebstrap"];

/** The packages for a distribution; undefined where we know none. */
export function enginePackagesOf({ id, codename }: Distribution): EnginePackages | undefined {
  if (id === "ubuntu") return { names: ubuntu };
  if (id !== "debian" || ["bullseye", "buster", "stretch"].includes(codename)) return undefined;
  return codename === "bookworm" ? { names: debian, from: "trixie" } : { names: debian };
}

/** Only the engine's own packages come from trixie, all else stays the machine's: a plain `-t trixie` upgrades libc too. */
const trixiePreferences = `Package: *
Pin: release n=trixie
Pin-Priority: 50

Package: docker.io docker-cli docker-compose docker-buildx
Pin: release n=trixie
Pin-Priority: 600
`;

/** The apt source of trixie on a mirror. */
export function trixieSource(mirror: string): string {
  return `Types: deb
URIs: ${mirror}
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;
}

/** Installs the engine's packages. */
export async function installEnginePackages(
  packages: EnginePackages,
  { codename }: Distribution,
  options: AptOptions,
): Promise<void> {
  await aptInstall(packages.names, options, async () => {
    if (packages.from !== "trixie") return;
    const mirror = (await aptMirror(codename)) ?? "http://deb.debian.org/debian";
    const source = "/etc/apt/sources.list.d/letsgo-trixie.sources";
    await writeAsRoot("/etc/apt/preferences.d/letsgo-trixie", trixiePreferences, options);
    await writeAsRoot(source, trixieSource(mirror), options);
    await aptUpdateSource(source, options);
  });
}

// --- internal ---

async function writeAsRoot(file: string, text: string, { rights, signal }: AptOptions): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "letsgo-"));
  try {
    const draft = path.join(folder, "file");
    await writeFile(draft, text);
    const [command, ...args] = asRoot(rights, ["install", "-m", "644", draft, file]);
    await run(command, args, { signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
