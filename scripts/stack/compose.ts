import { type Ended, type RunOptions, run, tryRun } from "../cli/run.ts";
import { root } from "../config.ts";
import { composeEnvironment } from "./compose-environment.ts";

/** The services of docker-compose.yml that publish a port, and that port inside the container. */
const containerPorts = { web: 3000, api: 3001, worker: 3002, console: 3003, localstack: 4566 } as const;
export type PublishedService = keyof typeof containerPorts;

/** The setting that names a service's port on this machine. */
export const portSettings = {
  web: "WEB_PORT",
  api: "API_PORT",
  worker: "WORKER_PORT",
  console: "CONSOLE_PORT",
  localstack: "LOCALSTACK_PORT",
} as const satisfies Readonly<Record<PublishedService, string>>;

/** One container of the project, as `docker compose ps` tells it. */
export interface ComposeContainer {
  readonly ID: string;
  readonly Service: string;
  /** For example `running` or `exited`. */
  readonly State: string;
  /** `healthy`, `unhealthy`, `starting`, or empty where there is no check. */
  readonly Health: string;
  readonly ExitCode: number;
  /** `name=value`, separated by commas; absent in old versions. */
  readonly Labels?: string;
  /** Its ports; `PublishedPort` is 0 for one that is not published. */
  readonly Publishers?: readonly { readonly PublishedPort: number }[];
}

/**
 * Runs `docker compose` for this project; answers what it printed to stdout.
 *
 * @throws {ProgramError} where it fails
 */
export function compose(args: readonly string[], options: RunOptions = {}): Promise<string> {
  return run("docker", ["compose", ...args], { cwd: root, environment: composeEnvironment(), ...options });
}

/** Runs `docker compose` for this project, whatever becomes of it. */
export function tryCompose(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return tryRun("docker", ["compose", ...args], { cwd: root, environment: composeEnvironment(), ...options });
}

/** The project's containers, running or not; none where no Docker engine answers. */
export async function composeContainers(): Promise<readonly ComposeContainer[]> {
  const { exitCode, output } = await tryCompose(["ps", "-a", "--format", "json"], { timeoutMs: 20_000 });
  return exitCode === 0 ? parseContainers(output) : [];
}

/** Reads `docker compose ps --format json`: an object a line, or one array in some versions. */
export function parseContainers(output: string): readonly ComposeContainer[] {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line) => JSON.parse(line) as ComposeContainer | ComposeContainer[]);
}

/** The address on this machine where a service of the running stack listens; undefined where it does not. */
export async function addressOf(service: PublishedService): Promise<string | undefined> {
  const { exitCode, output } = await tryCompose(["port", service, String(containerPorts[service])]);
  const address = output.trim();
  return exitCode === 0 && address !== "" && !address.endsWith(":0") ? `http://${address}` : undefined;
}
