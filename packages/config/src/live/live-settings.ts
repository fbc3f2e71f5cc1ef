import type { Mode } from "../mode.ts";

/** What can change while the stack runs; a value that is absent is the environment's. */
export interface LiveSettings {
  /** How messages travel from now on. */
  readonly mode?: Mode;
  /** Does the worker receive nothing new from the queue? */
  readonly paused?: boolean;
}

/** The live settings cannot be used; the message says why, on one line. */
export class LiveSettingsError extends Error {
  override readonly name = "LiveSettingsError";
  readonly code = "LIVE_SETTINGS_INVALID";
}

/**
 * Reads the text of `live.json`. A key that nothing obeys is refused: it would be taken for one that is obeyed.
 *
 * @throws {LiveSettingsError} with everything that is wrong
 */
export function parseLiveSettings(text: string): LiveSettings {
  const parsed = parseObject(text);
  const faults = Object.entries(parsed).flatMap(([key, value]) => {
    const rule = rules.get(key);
    if (!rule) return [`Expected keys to be among ${[...rules.keys()].join(", ")}, got ${JSON.stringify(key)}`];
    return rule.accepts(value) ? [] : [`Expected ${key} to be ${rule.range}, got ${JSON.stringify(value)}`];
  });
  if (faults.length > 0) throw new LiveSettingsError(`${faults.join(". ")}.`);
  return Object.freeze(parsed);
}

// --- internal ---

interface Rule {
  /** What is accepted, in words that can stand after "Expected … to be". */
  readonly range: string;
  readonly accepts: (value: unknown) => boolean;
}

const rules: ReadonlyMap<string, Rule> = new Map<keyof LiveSettings, Rule>([
  ["mode", { range: '"direct" or "queued"', accepts: (value) => value === "direct" || value === "queued" }],
  ["paused", { range: "true or false", accepts: (value) => typeof value === "boolean" }],
]);

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.replaceAll(/\s+/g, " ");
    throw new LiveSettingsError(`Expected a JSON object, got text that is no JSON (${reason}).`, { cause: error });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new LiveSettingsError(`Expected a JSON object, got ${JSON.stringify(parsed).slice(0, 80)}.`);
  }
  return parsed as Record<string, unknown>;
}
