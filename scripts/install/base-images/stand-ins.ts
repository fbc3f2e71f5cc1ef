import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "./config.ts";
import { debianMirror } from "./debian-mirror.ts";
import { BaseImageError } from "./errors.ts";
import { unpackNode } from "./node-packages.ts";
import { run, succeeds } from "./run.ts";

/** A base image of ours, made of the packages that the official one is made of. */
export interface StandIn {
  /** Its target in docker/base/Dockerfile. */
  readonly target: "node" | "python";
  /** Its own tag: an official tag never names a stand-in. */
  readonly tag: string;
}

export interface BuildOptions {
  readonly report: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds stand-ins from Debian's and npm's packages, from one Debian root for all of them; about half a minute.
 *
 * @throws {BaseImageError} where this machine cannot build them, or a package mirror does not answer
 */
export async function buildStandIns(standIns: readonly StandIn[], { report, signal }: BuildOptions): Promise<void> {
  await checkTools();
  const folder = await mkdtemp(join(tmpdir(), "letsgo-base-"));
  try {
    // mmdebstrap's user namespace, where it uses one, writes here as another user.
    await chmod(folder, 0o777);
    await mkdir(join(folder, "node"));
    report("base images: Debian trixie by mmdebstrap, Node and npm from npm (about half a minute)");
    const { mirror, aptOptions } = await debianMirror();
    const node = standIns.some(({ target }) => target === "node") ? unpackNode(folder, signal) : undefined;
    await settle([run("mmdebstrap", mmdebstrapArguments(folder, mirror, aptOptions), { signal }), node]);
    report("base images: importing the stand-ins");
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

const build = ["build", "--quiet", "--file", join(projectFolder, "docker/base/Dockerfile")];

async function checkTools(): Promise<void> {
  if (process.platform !== "linux") {
    throw new BaseImageError("Expected Linux to build stand-in images on, got another system.");
  }
  if (!(await succeeds("mmdebstrap", ["--version"]))) {
    throw new BaseImageError(
      "Expected mmdebstrap to be installed, got none. Install it (apt-get install --no-install-recommends mmdebstrap).",
    );
  }
}

/** Waits for all, so that nothing still writes to the folder when it is removed, then fails with the first fault. */
async function settle(parts: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  const results = await Promise.allSettled(parts);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

function mmdebstrapArguments(folder: string, mirror: string, aptOptions: readonly string[]): string[] {
  const left = ["exclude=/usr/share/man/*", "exclude=/usr/share/locale/*", "exclude=/usr/share/doc/*"];
  const dpkgOptions = [
    "force-unsafe-io",
    ...left.map((path) => `path-${path}`),
    "path-include=/usr/share/doc/*/copyright",
  ];
  return [
    "--variant=minbase",
    // libatomic1 and libstdc++6 are what Node's binary needs beside libc.
    "--include=ca-certificates,libatomic1,libstdc++6",
    ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
    ...aptOptions.map((option) => `--aptopt=${option}`),
    `--customize-hook='${join(projectFolder, "docker/base/root-hook.sh")}' "$1" '${folder}'`,
    "trixie",
    join(folder, "python.tar"),
    mirror,
  ];
}
