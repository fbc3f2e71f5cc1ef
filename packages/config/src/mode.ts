import { ConfigError } from "./errors.ts";
import { parseEnvironment } from "./parse-environment.ts";
import { type Environment, fixedInStack, oneOf, url } from "./setting.ts";

/** How messages travel: `direct` by HTTP to the worker, `queued` through SQS. */
export type Mode = "direct" | "queued";

/** The mode in force and what decided it. */
export interface ModeInForce {
  readonly mode: Mode;
  /** Words for health and banner, for example `LETSGO_QUEUE_MODE`. */
  readonly source: string;
}

export const modeSettings = {
  LETSGO_QUEUE_MODE: oneOf(["direct", "queued"], {
    meaning:
      "How messages travel. Unset: direct where LETSGO_LOCAL_QUEUE_URL is set (LetsGo's own rule), else queued; `npm start` starts queued, `npm run dev` direct.",
    default: undefined,
  }),
  LETSGO_LOCAL_QUEUE_URL: fixedInStack(
    url({ meaning: "Where direct mode posts messages: the worker's address.", default: undefined }),
  ),
};

/**
 * The mode in force. Everything that asks for the mode asks here.
 *
 * @param live what stands over the environment while the stack runs. @default nothing
 * @throws {ConfigError} where the mode is unknown, or direct with no LETSGO_LOCAL_QUEUE_URL
 */
export function modeOf(environment: Environment, live: { readonly mode?: Mode } = {}): ModeInForce {
  const { LETSGO_LOCAL_QUEUE_URL: localQueueUrl } = parseEnvironment(modeSettings, environment);
  const own = modeOfEnvironment(environment);
  if (live.mode === undefined) return own;
  if (live.mode === "direct" && localQueueUrl === undefined) throw noAddress("the mode of live.json");
  const over = live.mode === own.mode ? "" : `, over the environment's ${own.mode}`;
  return { mode: live.mode, source: `live.json${over}` };
}

// --- internal ---

function modeOfEnvironment(environment: Environment): ModeInForce {
  const { LETSGO_QUEUE_MODE: named, LETSGO_LOCAL_QUEUE_URL: localQueueUrl } = parseEnvironment(
    modeSettings,
    environment,
  );
  if (named === "direct" && localQueueUrl === undefined) throw noAddress("LETSGO_QUEUE_MODE");
  if (named !== undefined) return { mode: named, source: "LETSGO_QUEUE_MODE" };
  return localQueueUrl === undefined
    ? { mode: "queued", source: "default" }
    : { mode: "direct", source: "LETSGO_LOCAL_QUEUE_URL is set" };
}

function noAddress(what: string): ConfigError {
  const message = `Expected the worker's URL, since ${what} is direct, got none. Set it, or use queued.`;
  return new ConfigError([{ name: "LETSGO_LOCAL_QUEUE_URL", message }]);
}
