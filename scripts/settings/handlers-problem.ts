import { existsSync } from "node:fs";
import path from "node:path";
import type { ConfigProblem } from "../../packages/config/src/index.ts";
import { root } from "../config.ts";

/** The folder that the worker's container shares with this machine; its place there is the same. */
const mountedFolder = "services/worker/src";

/**
 * What is wrong with LETSGO_WORKER_HANDLERS as far as this machine's files tell it. Whether the module loads is found out by
 * the worker; an absolute path in a container is the container's own.
 *
 * @param module the setting's value
 * @param folder the repository's root, from which its path counts
 */
export function handlersProblemOf(
  module: string | undefined,
  { containers, folder = root }: { containers: boolean; folder?: string },
): ConfigProblem | undefined {
  const named = module?.trim() ?? "";
  if (named === "" || named.startsWith("file:") || (containers && path.isAbsolute(named))) return undefined;
  const file = path.resolve(folder, named);
  if (!existsSync(file)) return problem(`a module that is there, got "${named}", which is no file. Mend the path`);
  const inside = path.relative(path.join(folder, mountedFolder), file);
  if (!containers || !(inside.startsWith("..") || path.isAbsolute(inside))) return undefined;
  return problem(
    `a module in ${mountedFolder}, which the worker's container sees, got "${named}". Move it there, or use npm run dev`,
  );
}

// --- internal ---

function problem(words: string): ConfigProblem {
  return { name: "LETSGO_WORKER_HANDLERS", message: `Expected ${words}, or leave it unset.` };
}
