import { context } from "@opentelemetry/api";
import type { Envelope } from "../envelope.ts";
import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from "../queue-limits.ts";
import { untraced } from "../trace/queue-spans.ts";
import type { SendOutcome, Transport } from "../transports/transport.ts";

/** An envelope that may go out, and who hears what became of it. */
interface Parcel {
  readonly envelope: Envelope;
  /** When its sender began to wait, by `performance.now()`. */
  readonly sinceMs: number;
  readonly settle: (outcome: SendOutcome) => void;
  /** Hears of a transport that broke its word. */
  readonly reject: (error: unknown) => void;
}

/**
 * Puts together what is to go out at the same time. There is no timer: a lone parcel leaves at once, and what comes while
 * calls are in flight shares the next one.
 */
export interface Coalescer {
  push(parcel: Parcel): void;
}

/** Creates a coalescer; each parcel is settled or rejected, once. */
export function createCoalescer(transport: Transport): Coalescer {
  const ready: Parcel[] = [];
  let inFlight = 0;
  let scheduled = false;

  function push(parcel: Parcel): void {
    ready.push(parcel);
    schedule();
  }

  /** After the callers that run now, since they push more. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      while (mayLaunch()) void launch(takeBatch(ready));
    });
  }

  /** Full batches go side by side; a batch that could still grow goes only while few are in flight. */
  function mayLaunch(): boolean {
    if (ready.length === 0) return false;
    return inFlight < (ready.length >= MAX_BATCH_ENTRIES ? MAX_IN_FLIGHT : MAX_IN_FLIGHT_NOT_FULL);
  }

  async function launch(batch: readonly Parcel[]): Promise<void> {
    inFlight += 1;
    const envelopes = batch.map(({ envelope }) => envelope);
    try {
      // The youngest counts: each has its whole time.
      const sinceMs = batch.at(-1)?.sinceMs;
      const outcomes = await context.with(untraced, () => transport.send(envelopes, { sinceMs }));
      batch.forEach((parcel, index) => {
        const outcome = outcomes[index];
        if (outcome) parcel.settle(outcome);
        else parcel.reject(new TypeError("Expected the transport to give one outcome per envelope, got fewer"));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    inFlight -= 1;
    schedule();
  }

  return { push };
}

// --- internal ---

const MAX_IN_FLIGHT = 8;
const MAX_IN_FLIGHT_NOT_FULL = 2;

/** The first parcels in order, as many as one call takes; at least one. */
function takeBatch(ready: Parcel[]): Parcel[] {
  let bytes = 0;
  let count = 0;
  for (const { envelope } of ready) {
    bytes += envelope.size.totalBytes;
    if (count === MAX_BATCH_ENTRIES || (count > 0 && bytes > MAX_BATCH_BYTES)) break;
    count += 1;
  }
  return ready.splice(0, count);
}
