import { endProject, partLists } from "../guardian/end-project.ts";
import { chooseLeftovers, OWNER_LABEL, type ProjectPart } from "../ownership/choose-leftovers.ts";
import type { Sight } from "../ownership/owner.ts";
import { dockerJson, PROJECT_LABEL } from "./docker.ts";

/**
 * Removes the compose projects that killed runs have left.
 *
 * @param prefix what the names of this checkout's test stacks begin with
 * @returns their names
 */
export async function sweepProjects(prefix: string, sight: Sight): Promise<readonly string[]> {
  const parts = await Promise.all(partLists.map((list) => partsOf(...list, "--filter", `label=${PROJECT_LABEL}`)));
  const leftovers = chooseLeftovers(parts.flat(), prefix, sight);
  await Promise.all(leftovers.map((project) => endProject(project, { mayStillStart: false })));
  return leftovers;
}

// --- internal ---

const PART_FORMAT = `{"project":{{json (.Label "${PROJECT_LABEL}")}},"owner":{{json (.Label "${OWNER_LABEL}")}}}`;

function partsOf(...args: string[]): Promise<ProjectPart[]> {
  return dockerJson<ProjectPart>(...args, "--format", PART_FORMAT);
}
