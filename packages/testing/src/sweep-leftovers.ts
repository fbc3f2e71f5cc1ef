import { whyNoContainers } from "./containers/docker.ts";
import { sweepProjects } from "./containers/sweep-projects.ts";
import { sightOfThisMachine } from "./ownership/owner.ts";
import { sweepStackFolders } from "./ownership/stack-folder.ts";
import { stackPrefixOf } from "./ownership/stack-name.ts";
import type { EngineName } from "./stack.ts";

/**
 * Removes what killed runs of this checkout have left: containers, processes and temporary files. What belongs to a live
 * run stays. Every `startStack` begins with it (without containers it leaves the container engine alone).
 *
 * @param projectDirectory the checkout; the working directory by default
 * @param engines what to look at; everything by default
 * @returns names of the stacks that were removed
 */
export async function sweepLeftovers(
  projectDirectory = process.cwd(),
  engines: readonly EngineName[] = ["containers", "processes"],
): Promise<readonly string[]> {
  const prefix = stackPrefixOf(projectDirectory);
  const sight = sightOfThisMachine();
  const hasContainers = engines.includes("containers") && (await whyNoContainers()) === undefined;
  const projects = hasContainers ? await sweepProjects(prefix, sight) : [];
  return [...new Set([...projects, ...(await sweepStackFolders(prefix, sight))])];
}
