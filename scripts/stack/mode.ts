import { type Mode, type ModeInForce, modeSettings, parseEnvironment } from "../../packages/config/src/index.ts";
import { ScriptError } from "../cli/errors.ts";
import type { Environment } from "../config.ts";

/**
 * The mode to start in: an option's, else the setting's, else the command's own. The services get it as LETSGO_QUEUE_MODE.
 *
 * @throws {ConfigError} where the setting is neither direct nor queued
 * @throws {ScriptError} where the option is neither
 */
export function startModeOf(options: {
  /** What `--mode` says. */
  flag?: string | undefined;
  environment: Environment;
  /** The command's own mode. */
  fallback: Mode;
}): Mode {
  const { flag, environment, fallback } = options;
  if (flag === "direct" || flag === "queued") return flag;
  if (flag !== undefined) {
    throw new ScriptError(`Expected --mode to be direct or queued, got "${flag}".`, "Mend it, or leave it out.");
  }
  const { LETSGO_QUEUE_MODE } = modeSettings;
  return parseEnvironment({ LETSGO_QUEUE_MODE }, environment).LETSGO_QUEUE_MODE ?? fallback;
}

/**
 * The mode that the running stack is in and what decided it, as its API tells: it asks the same `modeOf` as all services.
 *
 * @param api the API's address
 * @param started the mode that the stack was started in, for an API that does not answer
 */
export async function modeInForce(api: string | undefined, started: Mode): Promise<ModeInForce> {
  try {
    const response = await fetch(`${api}/v1/health`, { signal: AbortSignal.timeout(5_000) });
    const { mode, source } = (await response.json()) as ModeInForce;
    return { mode, source };
  } catch {
    return { mode: started, source: "LETSGO_QUEUE_MODE" };
  }
}

/**
 * Reads a mode.
 *
 * @param name where the text stands
 * @throws {ScriptError} where it is neither direct nor queued
 */
export function parseMode(text: string, name: string): Mode {
  if (text === "direct" || text === "queued") return text;
  throw new ScriptError(`Expected ${name} to be direct or queued, got "${text}".`, "Mend it, or leave it out.");
}
