import { EmulatorError } from "../errors.ts";
import { createChanges, isEmpty } from "../state/changes.ts";
import type { State } from "../state/model.ts";
import { createState } from "../state/queues.ts";
import type { Store } from "./store.ts";

/** How long calls are refused after a failed write, before another is tried. */
const RETRY_MS = 1000;

export interface JournalOptions {
  readonly state: State;
  readonly store: Store;
  /** The emulator's time. */
  readonly now: () => number;
  /** Before the state is thrown away: whatever refers to its queues must let go. */
  readonly onFailure: () => void;
}

/**
 * Writes down what operations change: all that happens in one turn of the event loop together, before any of it is
 * answered. When it cannot, the state becomes again what was last written, so that nothing is there that was refused.
 */
export class Journal {
  readonly #options: JournalOptions;
  #group: PromiseWithResolvers<void> | undefined;
  #failure: { readonly error: EmulatorError; readonly retryAt: number } | undefined;
  #isClosed = false;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Whether the last write has failed, and none has succeeded since. */
  get isFailing(): boolean {
    return this.#failure !== undefined;
  }

  /** Fills the state, and gives the time when it was last written. */
  restore(): number {
    const { state, store } = this.#options;
    const time = store.restore(state);
    state.changes = createChanges();
    return time;
  }

  /**
   * Sees to it that the state is what was written, after a write has failed.
   *
   * @throws {EmulatorError} nothing can be accepted at present
   */
  requireSound(): void {
    if (this.#failure === undefined) return;
    const { error, retryAt } = this.#failure;
    if (performance.now() < retryAt) throw error;
    const { state } = this.#options;
    Object.assign(state, createState(state.options));
    try {
      this.restore();
    } catch (cause) {
      throw this.#fail(cause);
    }
    this.#failure = undefined;
  }

  /** Has what has changed written at the end of this turn. */
  note(): void {
    const { changes } = this.#options.state;
    if (this.#group !== undefined || this.#isClosed || changes === undefined || isEmpty(changes)) return;
    this.#group = Promise.withResolvers();
    // Whoever waits is told; there may be nobody.
    this.#group.promise.catch(() => {});
    setImmediate(() => {
      if (this.#group !== undefined) this.#write();
    });
  }

  /** Resolves when everything that has happened is written; undefined where it is already. */
  written(): Promise<void> | undefined {
    return this.#failure === undefined ? this.#group?.promise : Promise.reject(this.#failure.error);
  }

  /**
   * Writes what has changed, and the time, at once.
   *
   * @throws {EmulatorError} it cannot
   */
  flush(): void {
    this.#write();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  close(): void {
    if (this.#failure === undefined) this.#write();
    this.#isClosed = true;
    this.#options.store.close();
  }

  // --- internal ---

  #write(): void {
    const { state, store, now } = this.#options;
    const group = this.#group;
    const changes = state.changes ?? createChanges();
    this.#group = undefined;
    state.changes = createChanges();
    try {
      store.write(state, changes, now());
      group?.resolve();
    } catch (cause) {
      group?.reject(this.#fail(cause));
    }
  }

  #fail(cause: unknown): EmulatorError {
    const error =
      cause instanceof EmulatorError
        ? cause
        : new EmulatorError("CannotWriteData", `Expected to write, got: ${cause}`, { cause });
    if (this.#failure?.error.message !== error.message) process.emitWarning(`SQS emulator: ${error.message}`);
    this.#failure = { error, retryAt: performance.now() + RETRY_MS };
    this.#options.onFailure();
    return error;
  }
}
