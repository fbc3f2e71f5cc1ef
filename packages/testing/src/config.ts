import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** The environment of this process, for programs that the kit starts. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** Names of the stack's own settings: those of the kit's process and of `.env` must not reach a test's stack. */
export function settingsInSight(projectDirectory: string): readonly string[] {
  const dotenv = path.join(projectDirectory, ".env");
  const inFile = existsSync(dotenv) ? parseEnv(readFileSync(dotenv, "utf8")) : {};
  return Object.keys({ ...inFile, ...process.env }).filter(isStackSetting);
}

/**
 * Tells testcontainers that published ports are on this machine's loopback: where a file `/.dockerenv` makes it believe
 * that it runs in a container, it would use the bridge's address, on which nothing is published. A user's own value stays.
 */
export function prepareTestcontainers(): void {
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= "127.0.0.1";
  // The kit's guardian ends stacks; testcontainers' own reaper is an image that cannot be pulled everywhere.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= "true";
}

// --- internal ---

/** LETSGO_IMAGE_TAG names images, which a test's stack shares with every other. */
function isStackSetting(name: string): boolean {
  return /^(LETSGO|AWS|OTEL)_/.test(name) && name !== "LETSGO_IMAGE_TAG";
}
