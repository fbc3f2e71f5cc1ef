import { parseEnvironment } from "./parse-environment.ts";
import { type Environment, list, url } from "./setting.ts";

export const shippingEnvironment = {
  LETSGO_CONSOLE_URL: url({
    meaning: "The console's address: where processes tell what happens to messages. Unset: they tell nobody.",
    default: undefined,
  }),
  LETSGO_CONSOLE_MASK: list({
    meaning:
      "Further names of secret fields, beside `authorization`, `cookie`, `password`, `secret`, `token`, `apiKey` and the like; case, hyphens and underscores do not count, and a field whose name ends in one is secret, too. Their values are masked before a message is told to the console.",
    range: "names separated by commas",
    matches: () => true,
  }),
};

/** Whom a process tells what happens to messages. */
export interface ShippingSettings {
  /** undefined: nobody. */
  readonly consoleUrl: string | undefined;
  /** Further names of secret fields. */
  readonly maskedNames: readonly string[];
}

/**
 * The settings of telling the console.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function shippingSettingsOf(environment: Environment): ShippingSettings {
  const values = parseEnvironment(shippingEnvironment, environment);
  return Object.freeze({ consoleUrl: values.LETSGO_CONSOLE_URL, maskedNames: values.LETSGO_CONSOLE_MASK });
}
