import { EmulatorError } from "../errors.ts";
import { catchUp, nextDue } from "../state/catch-up.ts";
import type { State } from "../state/model.ts";
import type { Clock } from "./clock.ts";
import { Journal } from "./journal.ts";
import { Polls } from "./polls.ts";
import type { Store } from "./store.ts";
import { Turn } from "./turn.ts";

/** The longest time that a timer of Node's takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** The latest time that the clock is turned to: beyond a year of four digits there is no timestamp that all clients read. */
const LATEST = Date.UTC(9999, 11, 31);

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
  readonly #journal: Journal | undefined;
  readonly #turn = new Turn();
  #timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  #isClosed = false;

  constructor({ state, clock, store }: EngineOptions) {
    this.state = state;
    this.#clock = clock;
    if (store !== undefined) {
      this.#journal = new Journal({
        state,
        store,
        now: () => clock.now(),
        onFailure: () => this.polls.end(Number.POSITIVE_INFINITY),
      });
      // Time does not go back over a restart, so what was turned forward stays so.
      clock.advance(Math.max(0, this.#journal.restore() - clock.now()));
    }
    this.#arm();
  }

  /**
   * Carries out one operation at the present time.
   *
   * @throws {EmulatorError} what changed before could not be written, and still cannot
   */
  run<T>(operation: (now: number) => T): T {
    this.#journal?.requireSound();
    const now = this.#clock.now();
    this.#goTo(now);
    try {
      return operation(now);
    } finally {
      // An operation that is refused halfway, such as a batch, has changed what it has changed.
      this.#goTo(now);
      this.#journal?.note();
      this.#arm();
    }
  }

  /**
   * Resolves when all that has happened so far is written, and may be told: at the end of this turn of the event loop.
   * Rejects with an {@link EmulatorError} where it cannot be written: none of it has happened then.
   *
   * @returns undefined where there is nothing to wait for, as in an engine that is closed
   */
  written(): Promise<void> | undefined {
    if (this.#isClosed) return undefined;
    return this.#journal?.written() ?? this.#turn.end();
  }

  /** Why nothing can be written at present, of which a write of its own makes sure about once a second. */
  writeFailure(): EmulatorError | undefined {
    if (!this.#journal?.isFailing) return undefined;
    try {
      this.advance(0);
      return undefined;
    } catch (error) {
      if (error instanceof EmulatorError) return error;
      throw error;
    }
  }

  now(): number {
    return this.#clock.now();
  }

  /** Whether the clock can be turned forward by so much: 0 or more, and no further than to the year 9999's last day. */
  mayAdvance(ms: number): boolean {
    return ms >= 0 && this.now() + ms <= LATEST;
  }

  /**
   * Turns the clock forward by what {@link mayAdvance} allows; everything that becomes due happens in its order, each at its own time.
   *
   * @throws {EmulatorError} it cannot be written
   */
  advance(ms: number): void {
    this.#journal?.requireSound();
    this.#clock.advance(ms);
    this.run(() => {});
    this.#journal?.flush();
  }

  /** Ends the waiting polls and stops. */
  close(): void {
    this.#isClosed = true;
    this.polls.end(Number.POSITIVE_INFINITY);
    clearTimeout(this.#timer?.handle);
    this.#journal?.close();
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

  #runDue(): void {
    try {
      this.run(() => {});
    } catch (error) {
      // Nothing can be written, which was told; the next call tries again, and what is due happens then.
      if (!(error instanceof EmulatorError)) throw error;
    }
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
        this.#runDue();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    this.#timer = { at: due, handle };
  }
}
