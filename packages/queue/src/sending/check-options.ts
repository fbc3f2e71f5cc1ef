import type { EnqueueOptions } from "../enqueue-options.ts";
import { InvalidOptionError } from "../errors.ts";

/**
 * Checks that options are an object that holds options only; their values are checked where they are used.
 *
 * @throws {InvalidOptionError} where they are something else, or hold what would be ignored without a word
 */
export function checkOptions(options: unknown): EnqueueOptions {
  if (!isPlainObject(options)) {
    throw new InvalidOptionError(
      undefined,
      `Expected options to be an object, as { delaySeconds: 5 }, got ${wordsOf(options)}. Leave them out, or name each.`,
    );
  }
  const unknown = Object.keys(options).find((name) => !names.has(name));
  if (unknown === undefined) return options;
  throw new InvalidOptionError(
    unknown,
    `Expected options to hold only ${[...names].join(", ")}, got ${JSON.stringify(unknown)}. Correct its name, or leave it out.`,
  );
}

/** An object whose fields are its entries; of another realm too, but no array, Map, Date or the like, which hide theirs. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** What a value is, for an error's text. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

// --- internal ---

/** The compiler sees to it that none is missing. */
const known: Readonly<Record<keyof EnqueueOptions, true>> = {
  delaySeconds: true,
  attributes: true,
  groupId: true,
  deduplicationId: true,
  replayOf: true,
};

const names: ReadonlySet<string> = new Set(Object.keys(known));
