import type { Environment } from "../config.ts";
import { stateFolder } from "../config.ts";
import { composeContainers } from "./compose.ts";
import { readDevState } from "./dev-state.ts";

/** A process of the running stack that obeys live settings. */
export interface RunningProcess {
  readonly name: "api" | "worker";
  readonly healthUrl: string;
}

/** What such a process says that it obeys. */
export interface Obeyed {
  readonly mode: string;
  /** What decided the mode. */
  readonly source: string;
  /** The worker's poller; undefined of the API. */
  readonly polling?: string;
  /** What decided whether the poller runs. */
  readonly pollingSource?: string;
}

/** The processes of the stack that runs now, in containers or without; none where none runs. */
export async function runningProcesses(environment: Environment): Promise<readonly RunningProcess[]> {
  const dev = readDevState(stateFolder(environment));
  if (dev) return [toProcess("api", dev.urls.api), toProcess("worker", dev.urls.worker)];
  const containers = await composeContainers();
  return containers.flatMap(({ Service, State, Publishers }) => {
    if ((Service !== "api" && Service !== "worker") || State !== "running") return [];
    const port = Publishers?.find(({ PublishedPort }) => PublishedPort > 0)?.PublishedPort;
    return port === undefined ? [] : [toProcess(Service, `http://127.0.0.1:${port}`)];
  });
}

/** Asks a process what it obeys; undefined where it does not answer. */
export async function askObeyed({ healthUrl }: RunningProcess): Promise<Obeyed | undefined> {
  try {
    const response = await fetch(healthUrl, { signal: AbortSignal.timeout(2_000) });
    const health = (await response.json()) as Partial<Obeyed>;
    return typeof health.mode === "string" && typeof health.source === "string" ? (health as Obeyed) : undefined;
  } catch {
    return undefined;
  }
}

// --- internal ---

const healthPaths = { api: "/v1/health", worker: "/health" } as const;

function toProcess(name: RunningProcess["name"], url: string): RunningProcess {
  return { name, healthUrl: `${url}${healthPaths[name]}` };
}
