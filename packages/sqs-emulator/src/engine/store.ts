import type { Changes, State } from "../state/model.ts";

/** Where a state outlives its process. Everything is synchronous: no call sees half of it. */
export interface Store {
  /**
   * Fills an empty state with what was written before.
   *
   * @returns the emulator's time at the last write; 0 where nothing was written
   */
  restore(state: State): number;
  /**
   * Writes what has changed, all of it or nothing.
   *
   * @throws {EmulatorError} it cannot
   */
  write(state: State, changes: Changes, time: number): void;
  close(): void;
}
