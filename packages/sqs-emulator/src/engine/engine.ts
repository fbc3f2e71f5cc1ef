import { catchUp, nextDue } from "../state/catch-up.ts";
import { createChanges, isEmpty } from "../state/changes.ts";
import type { State } from "../state/model.ts";
import type { Clock } from "./clock.ts";
import { Polls } from "./polls.ts";
import type { Store } from "./store.ts";

/** The longest time that a timer of Node's takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface EngineOptions {
  readonly state: State;
  readonly clock: Clock;
  readonly store?: Store | undefined;
}

/**
 * Has a state live in time: before each operation everything happens that was due, in its order; after it, waiting polls
 * get what has become available, and what has changed is written down.
 */
export class Engine {
  readonly state: State;
  readonly polls = new Polls();
  readonly #clock: Clock;
  readonly #store: Store | undefined;
  #timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  #isClosed = false;

  constructor({ state, clock, store }: EngineOptions) {
    this.state = state;
    this.#clock = clock;
    this.#store = store;
    store?.restore(state);
    if (store !== undefined) state.changes = createChanges();
    this.#arm();
  }

  /** Carries out one operation at the present time. */
  run<T>(operation: (now: number) => T): T {
    const now = this.#clock.now();
    this.#goTo(now);
    try {
      return operation(now);
    } finally {
      // An operation that is refused halfway, such as a batch, has changed what it has changed.
      this.#goTo(now);
      this.#write();
      this.#arm();
    }
  }

  now(): number {
    return this.#clock.now();
  }

  /** Turns the clock forward; everything that becomes due happens in its order, each at its own time. */
  advance(ms: number): void {
    this.#clock.advance(ms);
    this.run(() => {});
  }

  /** Ends the waiting polls and stops. */
  close(): void {
    this.#isClosed = true;
    this.polls.end(Number.POSITIVE_INFINITY);
    clearTimeout(this.#timer?.handle);
    this.#store?.close();
  }

  // --- internal ---

  #goTo(target: number): void {
    for (;;) {
      for (const queue of this.state.available) this.polls.serve(queue, target);
      this.state.available.clear();
      const due = this.#nextDue();
      if (due === undefined || due > target) return;
      catchUp(this.state, due);
      for (const queue of this.state.available) this.polls.serve(queue, due);
      this.state.available.clear();
      this.polls.end(due);
    }
  }

  #nextDue(): number | undefined {
    const [one, other] = [nextDue(this.state), this.polls.nextEnd()];
    if (one === undefined || other === undefined) return one ?? other;
    return Math.min(one, other);
  }

  #write(): void {
    const { changes } = this.state;
    if (changes === undefined || isEmpty(changes)) return;
    this.state.changes = createChanges();
    this.#store?.write(changes);
  }

  /** A timer that fires too early costs a look, so one is only replaced by an earlier one. */
  #arm(): void {
    const due = this.#nextDue();
    if (due === undefined || this.#isClosed || (this.#timer && this.#timer.at <= due)) return;
    const ms = this.#clock.realMsUntil(due);
    if (ms === undefined) return;
    clearTimeout(this.#timer?.handle);
    const handle = setTimeout(
      () => {
        this.#timer = undefined;
        this.run(() => {});
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    this.#timer = { at: due, handle };
  }
}
