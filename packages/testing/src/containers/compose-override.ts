import path from "node:path";
import type { EngineStart } from "../engine.ts";
import { OWNER_LABEL } from "../ownership/choose-leftovers.ts";
import { formatOwner, ownerOfThisProcess } from "../ownership/owner.ts";
import type { ServiceName } from "../stack.ts";

/** Where the project's folder is inside the containers. */
const PROJECT_INSIDE = "/app";

/**
 * What a test's stack adds to the project's compose file, as compose reads it (JSON is YAML): settings of the services,
 * the mounted handlers, and the owner's label on everything that is made.
 */
export function toComposeOverride(start: EngineStart): string {
  const labels = { [OWNER_LABEL]: formatOwner(ownerOfThisProcess()) };
  const mounted = start.handlersPath === undefined ? undefined : toMount(start.handlersPath, start.projectDirectory);
  const environment = { ...start.environment, LETSGO_QUEUE_MODE: start.mode };
  const services: Record<ServiceName, object> = {
    web: { labels },
    api: { labels, environment },
    worker: {
      labels,
      environment: { ...environment, ...(mounted && { LETSGO_WORKER_HANDLERS: mounted.path }) },
      ...(mounted && { volumes: [mounted.volume] }),
    },
    console: { labels, environment },
    localstack: { labels },
  };
  return JSON.stringify(
    { services, networks: { default: { labels } }, volumes: { console: { labels } } },
    undefined,
    2,
  );
}

/** The environment by which compose fills in the compose file. */
export function toComposeEnvironment({ environment, mode, folder }: EngineStart): Record<string, string> {
  return {
    ...environment,
    LETSGO_QUEUE_MODE: mode,
    LETSGO_STATE_DIR: folder,
    WEB_PORT: "0",
    API_PORT: "0",
    WORKER_PORT: "0",
    CONSOLE_PORT: "0",
    LOCALSTACK_PORT: "0",
  };
}

// --- internal ---

/** A module of the project keeps its place, so that its imports resolve as they do outside. */
function toMount(handlersPath: string, projectDirectory: string) {
  const relative = path.relative(projectDirectory, handlersPath);
  const isOutside = relative.startsWith("..") || path.isAbsolute(relative);
  const inside = isOutside ? path.posix.join(".handlers", path.basename(handlersPath)) : relative.replaceAll("\\", "/");
  const target = path.posix.dirname(path.posix.join(PROJECT_INSIDE, inside));
  return {
    path: inside,
    volume: { type: "bind", source: path.dirname(handlersPath), target, read_only: true },
  };
}
