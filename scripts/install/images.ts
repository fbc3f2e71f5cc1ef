import { ProgramError, ScriptError } from "../cli/errors.ts";
import type { Step } from "../cli/steps.ts";
import { together } from "../cli/together.ts";
import { processEnvironment, root } from "../config.ts";
import { compose, tryCompose } from "../stack/compose.ts";
import { ensureBaseImages } from "./base-images.ts";
import { ensureImageTag } from "./image-tag.ts";

/** One service for each image that the stack needs: web, api and worker share one. */
const servicesToBuild = ["worker", "console", "localstack"];

const withoutContainers = "Or go without containers: npm run dev.";

/**
 * Brings about the images of the stack: base images first, then ours.
 *
 * @returns lines that the user should know
 * @throws {ScriptError} where an image can be neither had nor built
 */
export async function ensureImages(step: Step, signal: AbortSignal): Promise<readonly string[]> {
  const standIns = await step("Base images", (report) => ensureBaseImages({ report, signal }));
  await ensureImageTag(root, processEnvironment());
  await step("Images of the stack (docker compose build)", async (report) => {
    try {
      // One compose for each: a single one builds what depends on another service only after it.
      const builds = servicesToBuild.map((service) => (signal: AbortSignal) => {
        return compose(["--progress", "plain", "build", service], { signal, onLine: report });
      });
      await together(signal, builds);
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      await expectReadable();
      throw new ScriptError(
        "docker compose could not build the images.",
        `The lines above say at which step. Behind a proxy with its own certificate name it by EXTRA_CA_CERTS. ${withoutContainers}`,
        { cause: error },
      );
    }
  });
  return noticesOf(standIns);
}

// --- internal ---

/** @throws {ScriptError} where compose cannot read its own file: then no build is at fault */
async function expectReadable(): Promise<void> {
  const { exitCode, tail } = await tryCompose(["config", "--quiet"]);
  if (exitCode === 0) return;
  throw new ScriptError(
    `docker compose cannot read docker-compose.yml with these settings:\n${tail}`,
    "Mend the setting in .env or in the shell; docs/settings.md says what each accepts.",
  );
}

/** Once: later on `.env` says it. */
function noticesOf(standIns: readonly string[]): readonly string[] {
  if (standIns.length === 0) return [];
  return [
    `No container registry gave ${standIns.join(" and ")}: stand-ins from package mirrors take their place, named in .env.`,
  ];
}
