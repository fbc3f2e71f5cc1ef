import { ScriptError } from "../cli/errors.ts";
import type { Environment } from "../config.ts";
import type { Mode } from "./dev-state.ts";

/** The mode that a stack is started in, and what decided it. */
export interface StartMode {
  readonly mode: Mode;
  readonly source: string;
}

/**
 * The mode to start in: an option's, else the setting's, else the command's own.
 *
 * @throws {ScriptError} where it is neither direct nor queued
 */
export function startModeOf(options: {
  /** What `--mode` says. */
  flag?: string | undefined;
  environment: Environment;
  /** The command's own mode and its name. */
  fallback: StartMode;
}): StartMode {
  const { flag, environment, fallback } = options;
  if (flag !== undefined) return { mode: parseMode(flag, "--mode"), source: "--mode" };
  const named = environment.LETSGO_QUEUE_MODE?.trim();
  return named ? { mode: parseMode(named, "LETSGO_QUEUE_MODE"), source: "LETSGO_QUEUE_MODE" } : fallback;
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
