import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { processEnvironment } from "../config.ts";
import { DockerError } from "../errors.ts";

/** Label by which compose marks everything that belongs to a project. */
export const PROJECT_LABEL = "com.docker.compose.project";
/** Label by which compose names a container's service. */
export const SERVICE_LABEL = "com.docker.compose.service";

/**
 * Runs a command of the `docker` client.
 *
 * @returns what it printed
 * @throws {DockerError} where it cannot be run or fails
 */
export async function docker(...args: string[]): Promise<string> {
  try {
    const { stdout } = await execFileAsync("docker", args, {
      env: processEnvironment(),
      maxBuffer: MAX_OUTPUT_BYTES,
      timeout: TIMEOUT_MS,
    });
    return stdout;
  } catch (error) {
    const { code, stderr, message } = error as Error & { code?: unknown; stderr?: string };
    const exitCode = typeof code === "number" ? code : undefined;
    throw new DockerError(args, { exitCode, output: stderr || message, cause: error });
  }
}

/** As {@link docker}, for commands that print one JSON value a line. */
export async function dockerJson<T>(...args: string[]): Promise<T[]> {
  const output = await docker(...args);
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Why no containers can run here, in one line; undefined where they can. */
export async function whyNoContainers(): Promise<string | undefined> {
  try {
    await docker("compose", "version");
    await docker("info", "--format", "{{.ServerVersion}}");
    return undefined;
  } catch (error) {
    return (error as DockerError).message.replaceAll("\n", " ");
  }
}

// --- internal ---

const execFileAsync = promisify(execFile);
/** An engine that hangs must not hang the tests; the slowest command is a stop with its grace period. */
const TIMEOUT_MS = 90_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
