export type { EmulatorOptions } from "./emulator-options.ts";
export type { ClockChoice } from "./engine/clock.ts";
export { EmulatorError, SqsError } from "./errors.ts";
export type { FaultKind, FaultRule } from "./faults/fault-rule.ts";
export type { EmulatorFaults } from "./faults/faults.ts";
export type { Emulator } from "./start-emulator.ts";
export { startEmulator } from "./start-emulator.ts";
export type { MessageView, QueueView } from "./views.ts";
