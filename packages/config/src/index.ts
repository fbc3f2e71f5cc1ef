export { columnOf, endpointSettings, isEmulator, sqsEndpointOf } from "./emulator.ts";
export type { ConfigProblem } from "./errors.ts";
export { ConfigError } from "./errors.ts";
export type { HttpSettings } from "./http-settings.ts";
export { httpEnvironment, portSetting, toHttpSettings } from "./http-settings.ts";
export {
  deleteLiveSettings,
  LIVE_FILE,
  readLiveSettings,
  updateLiveSettings,
  writeLiveSettings,
} from "./live/live-file.ts";
export type { LiveSettings } from "./live/live-settings.ts";
export { LiveSettingsError } from "./live/live-settings.ts";
export { openStateFolder } from "./live/open-state-folder.ts";
export { stateEnvironment, stateFolderOf } from "./live/state-folder.ts";
export type { LiveLog, LiveValues, LiveWatch } from "./live/watch-live-settings.ts";
export { watchLiveSettings } from "./live/watch-live-settings.ts";
export type { Mode, ModeInForce } from "./mode.ts";
export { modeOf, modeSettings } from "./mode.ts";
export type { ValuesOf } from "./parse-environment.ts";
export { parseEnvironment, readAll } from "./parse-environment.ts";
export type { QueueSettings } from "./queue-settings.ts";
export { dlqNameOf, queueEnvironment, queueSettingsOf } from "./queue-settings.ts";
export type { Column, Environment, Setting } from "./setting.ts";
export { fixedInStack, list, oneOf, text, url, wholeNumber } from "./setting.ts";
export type { ShippingSettings } from "./shipping-settings.ts";
export { shippingEnvironment, shippingSettingsOf } from "./shipping-settings.ts";
export type { TracingSettings } from "./tracing-settings.ts";
export { tracingEnvironment, tracingSettingsOf } from "./tracing-settings.ts";
export type { WorkerSettings } from "./worker-settings.ts";
export { stopGraceSecondsOf, workerEnvironment, workerSettingsOf } from "./worker-settings.ts";
