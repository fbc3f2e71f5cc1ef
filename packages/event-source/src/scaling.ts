import type { Clock } from "./clock.ts";

/** How many pollers a mapping runs. */
export interface PollerLimits {
  /** Pollers at the start. */
  initial: number;
  /** Pollers that stay while there is nothing to do. */
  idle: number;
  /** Bound on pollers, and so on invocations at once. */
  maximum: number;
}

/** One poller, as the scaling sees it. */
interface Seat {
  /** A receive begins. */
  onReceiving(): void;
  /** It has ended with this many messages; undefined if it failed. */
  onReceived(messages: number | undefined): void;
  /** False: the poller must leave instead of receiving once more. */
  stays(): boolean;
  leave(): void;
}

/** Decides how many pollers there are; opens none itself. */
export interface Scaling {
  takeSeat(): Seat;
  /** Pollers to open now; asked every `growthIntervalMs`. */
  missing(): number;
  /** A batch was handled. A function error halves the pollers, each batch without one gives one back (C9). */
  onHandled(outcome: "succeeded" | "function-error"): void;
}

/** One more poller each time is AWS's rate: up to 300 more concurrent batches a minute (C20). */
export const growthIntervalMs = 200;

/**
 * Scales as C20 says, in shape: grows one by one while every poller is busy and has found messages, shrinks when receives
 * come back empty. AWS does not tell its rules; these keep its figures.
 */
export function createScaling({ initial, idle, maximum }: PollerLimits, clock: Clock): Scaling {
  const seats = new Set<SeatState>();
  let allowed = maximum;

  const isWaiting = ({ waitsSinceMs }: SeatState) =>
    waitsSinceMs !== undefined && clock.nowMs() - waitsSinceMs > busyMs;
  const isBusy = (seat: SeatState) => (seat.lastReceived ?? 0) > 0 && !isWaiting(seat);
  function isNeeded(seat: SeatState): boolean {
    if (seats.size > allowed) return false;
    if (seats.size <= idle) return true;
    const others = [...seats].filter((other) => other !== seat && isWaiting(other));
    return seat.lastReceived !== 0 && others.length < idle;
  }

  return {
    takeSeat() {
      const seat: SeatState = { waitsSinceMs: undefined, lastReceived: undefined };
      seats.add(seat);
      return {
        onReceiving() {
          seat.waitsSinceMs = clock.nowMs();
        },
        onReceived(messages) {
          seat.waitsSinceMs = undefined;
          seat.lastReceived = messages;
        },
        stays: () => isNeeded(seat),
        leave: () => seats.delete(seat),
      };
    },
    missing() {
      if (seats.size === 0 && allowed === maximum) return initial;
      const least = Math.min(idle, allowed);
      if (seats.size < least) return least - seats.size;
      return seats.size < allowed && [...seats].every(isBusy) ? 1 : 0;
    },
    onHandled(outcome) {
      if (outcome === "succeeded") allowed = Math.min(maximum, allowed + 1);
      else allowed = Math.max(1, Math.floor(Math.min(allowed, seats.size) / 2));
    },
  };
}

// --- internal ---

/** With messages in the queue a receive ends sooner than this; one that does not is waiting for messages. */
const busyMs = 100;

interface SeatState {
  /** When its receive began; undefined while it handles a batch. */
  waitsSinceMs: number | undefined;
  /** Messages of its latest receive; undefined if there was none, or it failed. */
  lastReceived: number | undefined;
}
