import type { ValuesOf } from "./parse-environment.ts";
import { fixedInStack, list, oneOf, text, wholeNumber } from "./setting.ts";

/** Settings of every service that listens; spread them into the service's own. */
export const httpEnvironment = {
  HOST: fixedInStack(text({ meaning: "The address that the service listens on.", default: "127.0.0.1" })),
  LETSGO_ALLOWED_HOSTS: list({
    meaning: "Further names by which browsers and services may call this one (the Host header's name).",
    range: "host names separated by commas, without scheme and port",
    matches: (word) => /^([\w.-]+|\[[\da-f:.]+\])$/i.test(word),
  }),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal"], {
    meaning: "Least level of the lines that the service logs; payloads are never logged above debug.",
    default: "info",
  }),
};

/** What the variables of {@link httpEnvironment} and `PORT` mean. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly logLevel: string;
}

/** The settings of a service that listens, from its parsed variables. */
export function toHttpSettings(values: ValuesOf<typeof httpEnvironment> & { readonly PORT: number }): HttpSettings {
  return {
    host: values.HOST,
    port: values.PORT,
    allowedHosts: values.LETSGO_ALLOWED_HOSTS,
    logLevel: values.LOG_LEVEL,
  };
}

/** The service's own port; each service has its own default. */
export function portSetting(defaultPort: number) {
  return fixedInStack(
    wholeNumber({
      meaning: "The port that the service listens on; 0 takes a free one.",
      default: defaultPort,
      min: 0,
      max: 65_535,
    }),
  );
}
