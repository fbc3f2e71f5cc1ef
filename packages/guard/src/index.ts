export type { Guard, GuardedRequest, GuardOptions, Refusal } from "./guard.ts";
export { createGuard } from "./guard.ts";
