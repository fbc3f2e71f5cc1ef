export type { EmulatorOptions } from "./emulator-options.ts";
export type { ClockChoice } from "./engine/clock.ts";
export type { Faults, FaultyCall } from "./engine/faults.ts";
export { EmulatorError, SqsError } from "./errors.ts";
export type { Emulator } from "./start-emulator.ts";
export { startEmulator } from "./start-emulator.ts";
export type { MessageView, QueueView } from "./views.ts";
