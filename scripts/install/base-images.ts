import { join } from "node:path";
import { ensureBuildConfig } from "./base-images/build-config.ts";
import { commandEnvironment, projectFolder } from "./base-images/config.ts";
import { readEnvFile, writeEnvFile } from "./base-images/env-file.ts";
import { ImageUnavailableError } from "./base-images/errors.ts";
import { isPresent, pull } from "./base-images/images.ts";
import { buildStandIns, type StandIn } from "./base-images/stand-ins.ts";

/** The base images that builds on this machine use. */
export interface BaseImages {
  readonly nodeImage: string;
  readonly pythonImage: string;
}

export interface BaseImagesOptions {
  /** Receives progress, a line at a time. */
  readonly report: (text: string) => void;
  /** Ends what is going on; what was begun is removed. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sees to it that both base images are here: present, else pulled, else (where no registry answers) stand-ins built from
 * package mirrors, under their own tags, which `.env` then names as NODE_IMAGE and PYTHON_IMAGE. Also tells builds of the
 * machine's package mirrors and CA bundle. Needs a running engine; a second call finds all done.
 *
 * @throws {BaseImageError} with the remedy, where an image is not to be had
 */
export async function ensureBaseImages({ report, signal }: BaseImagesOptions): Promise<BaseImages> {
  const environment = commandEnvironment();
  const envFile = join(projectFolder, ".env");
  await ensureBuildConfig(projectFolder, environment);
  const lines = await readEnvFile(envFile);
  const [node, python] = await Promise.all(
    [nodeBase, pythonBase].map(async (base) => {
      const wanted = environment[base.setting] || lines.get(base.setting) || base.official;
      return { base, tag: await findImage(base, wanted, { report, signal }) };
    }),
  );
  const found = [node, python].filter((each) => each !== undefined);
  const missing = found.filter(({ base, tag }) => tag === base.standIn.tag).map(({ base }) => base);
  if (missing.length > 0) await buildMissing(missing, { report, signal });
  for (const { base, tag } of found) {
    if (tag === base.standIn.tag) await writeEnvFile(envFile, { [base.setting]: tag });
    if (tag === base.official) await writeEnvFile(envFile, { [base.setting]: undefined });
  }
  return { nodeImage: node?.tag ?? nodeBase.official, pythonImage: python?.tag ?? pythonBase.official };
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
    const remedy = `Pull it by hand, or remove ${base.setting} from .env and from the environment.`;
    throw new ImageUnavailableError(wanted, "no answer from a registry", remedy);
  }
  if ((await isPresent(official)) || (await pull(official, options))) return official;
  return standIn.tag;
}

async function buildMissing(missing: readonly BaseImage[], options: BaseImagesOptions): Promise<void> {
  const absent = [];
  for (const base of missing) if (!(await isPresent(base.standIn.tag))) absent.push(base);
  if (absent.length === 0) return;
  const names = absent.map(({ official }) => official).join(" and ");
  try {
    await buildStandIns(
      absent.map(({ standIn }) => standIn),
      options,
    );
  } catch (cause) {
    const why = `no answer from a container registry, and no stand-in either: ${(cause as Error).message}`;
    throw new ImageUnavailableError(names, why, `Mend that, or \`docker pull\` ${names} by hand.`, { cause });
  }
  options.report(
    `base images: no container registry answered, so ${names} ${absent.length > 1 ? "are" : "is"} replaced by stand-ins from Debian's and npm's packages (named in .env)`,
  );
}
