import { join } from "node:path";
import {
  type Environment,
  fixedInStack,
  type HttpSettings,
  httpEnvironment,
  modeOf,
  oneOf,
  parseEnvironment,
  portSetting,
  type QueueSettings,
  queueSettingsOf,
  readAll,
  type ShippingSettings,
  shippingSettingsOf,
  stateFolderOf,
  text,
  toHttpSettings,
  type WorkerSettings,
  wholeNumber,
  workerSettingsOf,
} from "@letsgo/config";

/** The environment variables of the console, beside those of the queue. */
export const consoleEnvironment = {
  ...httpEnvironment,
  PORT: portSetting(3003),
  LETSGO_CONSOLE_DATA_DIR: fixedInStack(
    text({
      meaning: "The folder of the console's file; unset: `console` in LETSGO_STATE_DIR.",
      default: undefined,
    }),
  ),
  LETSGO_CONSOLE_MAX_MESSAGES: wholeNumber({
    meaning: "How many messages the console keeps; the oldest go first. Counts go on.",
    default: 100_000,
    min: 100,
    max: 1_000_000,
  }),
  LETSGO_CONSOLE_MAX_MEGABYTES: wholeNumber({
    meaning: "How much the console's file may hold; the oldest messages go first.",
    unit: "MB",
    default: 512,
    min: 8,
    max: 16_384,
  }),
  LETSGO_CONSOLE_ALLOW_CLOUD: fixedInStack(
    oneOf(["1"], {
      meaning: "`1` lets the console operate queues that are no emulator's: send, redrive, delete, purge.",
      default: undefined,
    }),
  ),
};

/** The console's settings. */
export interface ConsoleConfig extends HttpSettings {
  /** What was read; live settings stand over it. */
  readonly environment: Environment;
  /** Folder of the live settings. */
  readonly stateFolder: string;
  /** Path of the SQLite file. */
  readonly file: string;
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** Names of secret fields, and where this process itself tells what it sends. */
  readonly shipping: ShippingSettings;
  readonly allowCloud: boolean;
  readonly queue: QueueSettings;
  readonly worker: WorkerSettings;
}

/**
 * Reads the console's settings.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function readConfig(environment: Environment = process.env): ConsoleConfig {
  const { own, state, shipping, queue, worker } = readAll({
    mode: () => modeOf(environment), // asked anew at each change; here for its faults
    own: () => parseEnvironment(consoleEnvironment, environment),
    state: () => stateFolderOf(environment),
    shipping: () => shippingSettingsOf(environment),
    queue: () => queueSettingsOf(environment),
    worker: () => workerSettingsOf(environment),
  });
  return Object.freeze({
    ...toHttpSettings(own),
    environment,
    stateFolder: state,
    file: join(own.LETSGO_CONSOLE_DATA_DIR ?? join(state, "console"), "console.db"),
    maxMessages: own.LETSGO_CONSOLE_MAX_MESSAGES,
    maxBytes: own.LETSGO_CONSOLE_MAX_MEGABYTES * 1024 * 1024,
    shipping,
    allowCloud: own.LETSGO_CONSOLE_ALLOW_CLOUD === "1",
    queue,
    worker,
  });
}
