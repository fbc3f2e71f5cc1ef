import { join } from "node:path";
import { ScriptError } from "../cli/errors.ts";
import type { Report } from "../cli/steps.ts";
import { processEnvironment, root } from "../config.ts";
import { ensureBuildConfig } from "./base-images/build-config.ts";
import { readEnvFile, writeEnvFile } from "./base-images/env-file.ts";
import { isPresent, pull } from "./base-images/images.ts";
import { buildStandIns, type StandIn } from "./base-images/stand-ins.ts";

export interface BaseImagesOptions {
  /** Receives progress, a line at a time. */
  readonly report: Report;
  /** Ends what is going on; what was begun is removed. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sees to it that both base images are here: present, else pulled, else (where no registry answers) stand-ins built from
 * package mirrors, under their own tags, which `.env` then names as NODE_IMAGE and PYTHON_IMAGE. Also tells builds of the
 * machine's package mirrors and CA bundle. Needs a running engine; a second call finds all done.
 *
 * @returns the official images in whose place `.env` names stand-ins from now on
 * @throws {ScriptError} with the remedy, where an image is not to be had
 */
export async function ensureBaseImages({ report, signal }: BaseImagesOptions): Promise<readonly string[]> {
  const environment = processEnvironment();
  const envFile = join(root, ".env");
  await ensureBuildConfig(root, environment);
  const lines = await readEnvFile(envFile);
  const found = await Promise.all(
    [nodeBase, pythonBase].map(async (base) => {
      const wanted = environment[base.setting] || lines.get(base.setting) || base.official;
      return { base, tag: await findImage(base, wanted, { report, signal }) };
    }),
  );
  const replaced = found.filter(({ base, tag }) => tag === base.standIn.tag).map(({ base }) => base);
  await buildMissing(replaced, { report, signal });
  for (const { base, tag } of found) {
    if (tag === base.standIn.tag) await writeEnvFile(envFile, { [base.setting]: tag });
    if (tag === base.official) await writeEnvFile(envFile, { [base.setting]: undefined });
  }
  return replaced.filter(({ setting, standIn }) => lines.get(setting) !== standIn.tag).map(({ official }) => official);
}

// --- internal ---

interface BaseImage {
  /** The setting that names another image. */
  readonly setting: "NODE_IMAGE" | "PYTHON_IMAGE";
  readonly official: string;
  readonly standIn: StandIn;
}

const nodeBase: BaseImage = {
  setting: "NODE_IMAGE",
  official: "node:26-trixie-slim",
  standIn: { target: "node", tag: "letsgo-local/node:26-trixie-slim-standin" },
};

const pythonBase: BaseImage = {
  setting: "PYTHON_IMAGE",
  official: "python:3.13-slim-trixie",
  standIn: { target: "python", tag: "letsgo-local/python:3.13-slim-trixie-standin" },
};

/** The image to use: the one that is wanted or the official one, where it is here or can be pulled, else the stand-in. */
async function findImage(base: BaseImage, wanted: string, options: BaseImagesOptions): Promise<string> {
  const { official, standIn } = base;
  if (await isPresent(wanted)) return wanted;
  if (wanted !== official && wanted !== standIn.tag) {
    if (await pull(wanted, options)) return wanted;
    throw new ScriptError(
      `Expected a registry to give the image ${wanted} (${base.setting}), got no answer.`,
      `Pull it by hand, or remove ${base.setting} from .env and from the environment.`,
    );
  }
  if ((await isPresent(official)) || (await pull(official, options))) return official;
  return standIn.tag;
}

async function buildMissing(replaced: readonly BaseImage[], options: BaseImagesOptions): Promise<void> {
  const absent = [];
  for (const base of replaced) if (!(await isPresent(base.standIn.tag))) absent.push(base);
  if (absent.length === 0) return;
  const names = absent.map(({ official }) => official).join(" and ");
  try {
    await buildStandIns(
      absent.map(({ standIn }) => standIn),
      options,
    );
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new ScriptError(
      `Expected a container registry to give ${names}, got no answer; no stand-in could be built either: ${(cause as Error).message}`,
      cause instanceof ScriptError ? cause.remedy : `Mend that, or get ${names} by \`docker pull\` or \`docker load\`.`,
      { cause },
    );
  }
}
