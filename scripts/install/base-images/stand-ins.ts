import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScriptError } from "../../cli/errors.ts";
import { run, tryRun } from "../../cli/run.ts";
import type { Report } from "../../cli/steps.ts";
import { root } from "../../config.ts";
import { asRoot, type Rights, rights } from "../machine.ts";
import { debianMirror } from "./debian-mirror.ts";
import { unpackNode } from "./node-packages.ts";

/** A base image of ours, made of the packages that the official one is made of. */
export interface StandIn {
  /** Its target in docker/base/Dockerfile. */
  readonly target: "node" | "python";
  /** Its own tag: an official tag never names a stand-in. */
  readonly tag: string;
}

export interface BuildOptions {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds stand-ins from Debian's and npm's packages, from one Debian root for all of them; about half a minute.
 *
 * @throws {ScriptError} where this machine has not what it takes
 * @throws {ProgramError} where a step fails, for example since a package mirror does not answer
 */
export async function buildStandIns(standIns: readonly StandIn[], { report, signal }: BuildOptions): Promise<void> {
  const rightsHeld = await rights();
  await checkTools(rightsHeld);
  const folder = await mkdtemp(join(tmpdir(), "letsgo-base-"));
  try {
    // mmdebstrap writes here as another user, where it has a user namespace of its own.
    await chmod(folder, 0o777);
    await mkdir(join(folder, "node"));
    report("making a Debian root, and fetching Node and npm");
    // `timeout` has a process group of its own and ends all of it: mmdebstrap alone would wait for its children first.
    const words = ["timeout", "900", ...(await mmdebstrap(folder))];
    const [command, ...args] = asRoot(rightsHeld, words);
    const node = standIns.some(({ target }) => target === "node") ? unpackNode(folder, signal) : undefined;
    await settle([run(command, args, { signal, onLine: report }), node]);
    report("importing the stand-ins");
    await settle(
      standIns.map(({ target, tag }) =>
        run("docker", [...build, "--target", target, "--tag", tag, folder], { signal }),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// --- internal ---

const build = ["build", "--quiet", "--file", join(root, "docker/base/Dockerfile")];

async function checkTools(rightsHeld: Rights): Promise<void> {
  if (process.platform !== "linux") {
    throw new ScriptError(
      `Expected Linux to build base images on, got ${process.platform}.`,
      "Give Docker access to a registry, or load the official images by `docker load`.",
    );
  }
  const { exitCode } = await tryRun("mmdebstrap", ["--version"]);
  if (exitCode !== 0) {
    throw new ScriptError(
      "Expected mmdebstrap to be installed, got none.",
      "Install it: apt-get install --no-install-recommends mmdebstrap",
    );
  }
  if (rightsHeld === "none" && (await tryRun("newuidmap", ["--help"])).missing) {
    throw new ScriptError(
      "Expected root's rights, sudo without a password, or user namespaces to make a Debian root with, got none of them.",
      "Run this command once as root, or install user namespaces: apt-get install uidmap",
    );
  }
}

/** Waits for all, so that nothing still writes to the folder when it is removed, then fails with the first fault. */
async function settle(parts: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  const results = await Promise.allSettled(parts);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

async function mmdebstrap(folder: string): Promise<string[]> {
  const { mirror, aptOptions } = await debianMirror();
  const dpkgOptions = [
    "force-unsafe-io",
    "path-exclude=/usr/share/man/*",
    "path-exclude=/usr/share/locale/*",
    "path-exclude=/usr/share/doc/*",
    "path-include=/usr/share/doc/*/copyright",
  ];
  return [
    "mmdebstrap",
    "--variant=minbase",
    // libatomic1 and libstdc++6 are what Node's binary needs beside libc.
    "--include=ca-certificates,libatomic1,libstdc++6",
    ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
    ...aptOptions.map((option) => `--aptopt=${option}`),
    `--customize-hook='${join(root, "docker/base/root-hook.sh")}' "$1" '${folder}'`,
    "trixie",
    join(folder, "python.tar"),
    mirror,
  ];
}
