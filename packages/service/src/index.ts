export { listen, serverOptions, stopListening } from "./listen.ts";
export type { RunningService, ServiceOptions } from "./run-service.ts";
export { runService } from "./run-service.ts";
