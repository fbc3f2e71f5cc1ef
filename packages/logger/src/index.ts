export type { Logger, LoggerOptions, MessageScope } from "./logger.ts";
export { createLogger, withMessageScope } from "./logger.ts";
export { toError } from "./to-error.ts";
