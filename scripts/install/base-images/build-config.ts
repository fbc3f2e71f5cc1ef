import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Environment } from "../../config.ts";
import { readEnvFile, writeEnvFile } from "./env-file.ts";
import { readNpmConfig } from "./npm-config.ts";
import { readPipConfig } from "./pip-config.ts";

/**
 * Lets image builds use the machine's own package mirrors and CA bundle: what npm and pip are told here goes into files
 * beside docker/ (git-ignored, they may hold credentials), and `.env` names them for compose, which hands them to builds
 * as secrets. Where nothing special is set nothing is written, and what a person set in `.env` is kept.
 */
export async function ensureBuildConfig(folder: string, environment: Environment): Promise<void> {
  const envFile = join(folder, ".env");
  const [npm, pip, present] = await Promise.all([
    readNpmConfig(environment),
    readPipConfig(environment),
    readEnvFile(envFile),
  ]);
  const changes: Record<string, string | undefined> = {};
  for (const [name, path, text] of [
    ["BUILD_NPMRC", "./docker/machine/npmrc", npm.npmrc],
    ["BUILD_PIP_CONF", "./docker/machine/pip.conf", pip.pipConf],
  ] as const) {
    if ((present.get(name) ?? path) !== path) continue;
    await writeSecret(join(folder, path), text);
    changes[name] = text === "" ? undefined : path;
  }
  if (!(await exists(present.get("EXTRA_CA_CERTS")))) {
    changes.EXTRA_CA_CERTS = await firstExisting([environment.NODE_EXTRA_CA_CERTS, npm.caFile, pip.caFile]);
  }
  await writeEnvFile(envFile, changes);
}

// --- internal ---

async function writeSecret(path: string, text: string): Promise<void> {
  if (text === "") return await rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
}

async function firstExisting(paths: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}

async function exists(path: string | undefined): Promise<boolean> {
  if (path === undefined || path === "") return false;
  return await access(path).then(
    () => true,
    () => false,
  );
}
