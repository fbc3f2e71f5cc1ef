export type { LoggedEvent } from "./events.ts";
export { LOG_CHANNEL } from "./events.ts";
export type { Logger, LoggerOptions } from "./logger.ts";
export { createLogger } from "./logger.ts";
export type { MessageScope } from "./message-scope.ts";
export { outsideMessageScope, withMessageScope } from "./message-scope.ts";
export { toError } from "./to-error.ts";
