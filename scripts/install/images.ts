import { ProgramError, ScriptError } from "../cli/errors.ts";
import type { Step } from "../cli/steps.ts";
import { together } from "../cli/together.ts";
import { compose } from "../stack/compose.ts";
import { ensureBaseImages } from "./base-images.ts";

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
  const base = await step("Base images", (report) => ensureBaseImages({ report, signal }));
  await step("Images of the stack (docker compose build)", async (report) => {
    try {
      // One compose for each: a single one builds what depends on another service only after it.
      const builds = servicesToBuild.map((service) => (signal: AbortSignal) => {
        return compose(["--progress", "plain", "build", service], { signal, onLine: report });
      });
      await together(signal, builds);
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      throw new ScriptError(
        "docker compose could not build the images.",
        `The lines above say at which step. Behind a proxy with its own certificate name it by EXTRA_CA_CERTS. ${withoutContainers}`,
        { cause: error },
      );
    }
  });
  return noticesOf([base.nodeImage, base.pythonImage]);
}

// --- internal ---

function noticesOf(tags: readonly string[]): readonly string[] {
  const standIns = tags.filter((tag) => tag.endsWith("-standin"));
  if (standIns.length === 0) return [];
  return [`No container registry answered: the base images are stand-ins from package mirrors (named in .env).`];
}
