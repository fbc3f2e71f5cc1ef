export type { Guard, GuardOptions, Refusal } from "./guard.ts";
export { createGuard } from "./guard.ts";
