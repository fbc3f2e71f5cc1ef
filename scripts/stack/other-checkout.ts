import { ScriptError } from "../cli/errors.ts";
import { projectName, root } from "../config.ts";
import type { ComposeContainer } from "./compose.ts";

/**
 * Refuses to take over a running stack of another checkout: compose knows a project by its name alone, and would put this
 * checkout's sources into its containers.
 *
 * @throws {ScriptError} where one runs
 */
export function refuseOtherCheckout(
  containers: readonly ComposeContainer[],
  folder = root,
  name = projectName(),
): void {
  const running = containers.filter(({ State }) => State === "running");
  const other = running.map(folderOf).find((each) => each !== undefined && each !== folder);
  if (other === undefined) return;
  throw new ScriptError(
    `The stack "${name}" runs already, from the checkout ${other}.`,
    "End it (npm stop, here or there), or give this one a name, a folder and ports of its own: COMPOSE_PROJECT_NAME=other LETSGO_STATE_DIR=.letsgo/other WEB_PORT=0 API_PORT=0 WORKER_PORT=0 CONSOLE_PORT=0 LOCALSTACK_PORT=0.",
  );
}

// --- internal ---

function folderOf({ Labels }: ComposeContainer): string | undefined {
  return /(?:^|,)com\.docker\.compose\.project\.working_dir=([^,]*)/.exec(Labels ?? "")?.[1];
}
