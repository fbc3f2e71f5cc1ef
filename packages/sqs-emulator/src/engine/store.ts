import type { Changes, State } from "../state/model.ts";

/**
 * Where a state outlives its process. Everything is synchronous: a call is answered when what it changed is written, and
 * no other call sees it before.
 */
export interface Store {
  /** Fills an empty state with what was written before. */
  restore(state: State): void;
  /** Writes what has changed; throws where it cannot, and the call then fails. */
  write(changes: Changes): void;
  close(): void;
}
