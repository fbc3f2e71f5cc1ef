import { whyNoContainers } from "./containers/docker.ts";
import { sweepProjects } from "./containers/sweep-projects.ts";
import { sightOfThisMachine } from "./ownership/owner.ts";
import { sweepStackFolders } from "./ownership/stack-folder.ts";
import { stackPrefixOf } from "./ownership/stack-name.ts";

/**
 * Removes what killed runs of this checkout have left on the container engine and among the temporary files. What belongs
 * to a live run stays. Every `startStack` begins with it.
 *
 * @param projectDirectory the checkout; the working directory by default
 * @returns names of the stacks that were removed from the container engine
 */
export async function sweepLeftovers(projectDirectory = process.cwd()): Promise<readonly string[]> {
  const prefix = stackPrefixOf(projectDirectory);
  const sight = sightOfThisMachine();
  const swept = (await whyNoContainers()) === undefined ? await sweepProjects(prefix, sight) : [];
  sweepStackFolders(prefix, sight);
  return swept;
}
