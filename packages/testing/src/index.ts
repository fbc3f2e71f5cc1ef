export type { Environment } from "./config.ts";
export { whyNoContainers } from "./containers/docker.ts";
export {
  DeadlineError,
  DockerError,
  NotOnThisEngineError,
  ServiceStartError,
  StackStartError,
  StackStoppedError,
  TestingError,
} from "./errors.ts";
export type { LineOfOptions } from "./lines/line-of.ts";
export type { LineFields, LogLine } from "./lines/log-line.ts";
export type { AttemptError, Outcome } from "./outcome/outcome.ts";
export type { EngineName, ServiceName, Stack, StackOptions, StackUrls } from "./stack.ts";
export { startStack } from "./start-stack.ts";
export { sweepLeftovers } from "./sweep-leftovers.ts";
