/** Where a process runs: against AWS, or against an emulator on this machine. Their defaults differ. */
export type Column = "cloud" | "local";

/** The process's environment, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One environment variable: what it means and how its text becomes a value. The settings page is made of these. */
export interface Setting<T> {
  /** One sentence for the settings page. */
  readonly meaning: string;
  /** For example `seconds`; none for texts. */
  readonly unit?: string;
  /** What is accepted, in words that can stand after "Expected … to be". */
  readonly range: string;
  /** Value where the variable is unset or empty. */
  readonly defaults: Readonly<Record<Column, T>>;
  /** Does the local stack set it itself, whatever the environment says? */
  readonly fixedInStack?: boolean;
  /** The text's value, or undefined if it is not in range. */
  readonly parse: (text: string) => T | undefined;
}

interface Described<T> {
  meaning: string;
  /** One default for both columns, or one for each. */
  default: T | Record<Column, T>;
}

/** A whole number from `min` to `max`, both included. */
export function wholeNumber<T extends number | undefined>(
  options: Described<T> & { unit?: string; min: number; max: number },
): Setting<T | number> {
  const { min, max, unit } = options;
  return {
    meaning: options.meaning,
    ...(unit && { unit }),
    range: `a whole number from ${min} to ${max}`,
    defaults: toDefaults<T | number>(options.default),
    parse: (text) => (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined),
  };
}

/** One of the given words. */
export function oneOf<const W extends string, D extends W | undefined>(
  words: readonly W[],
  options: Described<D>,
): Setting<W | D> {
  return {
    meaning: options.meaning,
    range: words.map((word) => `"${word}"`).join(" or "),
    defaults: toDefaults<W | D>(options.default),
    parse: (text) => words.find((word) => word === text),
  };
}

/** Any text, or text of a form that `matches` judges and `range` describes. */
export function text<D extends string | undefined>(
  options: Described<D> & { range?: string; matches?: (text: string) => boolean },
): Setting<string | D> {
  return {
    meaning: options.meaning,
    range: options.range ?? "a text",
    defaults: toDefaults<string | D>(options.default),
    parse: (value) => (!options.matches || options.matches(value) ? value : undefined),
  };
}

/** An absolute `http:` or `https:` URL. */
export function url<D extends string | undefined>(options: Described<D>): Setting<string | D> {
  return text({
    ...options,
    range: "an http or https URL",
    matches: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  });
}

/** Words of a form that `matches` judges, separated by commas; blanks around them do not count. */
export function list(options: {
  meaning: string;
  range: string;
  matches: (word: string) => boolean;
}): Setting<readonly string[]> {
  return {
    meaning: options.meaning,
    range: options.range,
    defaults: { cloud: [], local: [] },
    parse: (value) => {
      const words = value.split(",").map((word) => word.trim());
      const named = words.filter((word) => word !== "");
      return named.every(options.matches) ? named : undefined;
    },
  };
}

/** A setting that the local stack sets itself: it counts only where a service runs by itself. */
export function fixedInStack<T>(setting: Setting<T>): Setting<T> {
  return { ...setting, fixedInStack: true };
}

// --- internal ---

function toDefaults<T>(value: T | Record<Column, T>): Record<Column, T> {
  return typeof value === "object" && value !== null && "cloud" in value
    ? (value as Record<Column, T>)
    : { cloud: value as T, local: value as T };
}
