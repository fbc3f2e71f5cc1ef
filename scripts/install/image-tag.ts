import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Environment } from "../config.ts";
import { readEnvFile, writeEnvFile } from "./base-images/env-file.ts";

/**
 * Gives the images of this checkout a tag of its own, in `.env`: they hold the packages of its lockfile and all sources that
 * are not mounted, and two checkouts with one tag would run each other's. Stacks of one checkout, those of its tests too,
 * share its image. A tag that a person chose is kept.
 *
 * @param folder the checkout's root
 */
export async function ensureImageTag(folder: string, environment: Environment): Promise<void> {
  const file = join(folder, ".env");
  const chosen = environment.LETSGO_IMAGE_TAG || (await readEnvFile(file)).get("LETSGO_IMAGE_TAG");
  // One of another folder's came with a copy of the checkout.
  if (chosen && !/^local-[\da-f]{8}$/.test(chosen)) return;
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  await writeEnvFile(file, { LETSGO_IMAGE_TAG: `local-${hash}` });
}
