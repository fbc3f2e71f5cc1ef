import type { Clock } from "./clock.ts";
import type { Receive } from "./receiver.ts";
import { backOffMs } from "./waiting.ts";

export interface PacedReceiveParts {
  receive: Receive;
  clock: Clock;
  /** Aborted when the run halts. */
  signal: AbortSignal;
}

/** The receives of one poller, which waits before the next where empty answers come sooner than a poll would take. */
export function createPacedReceive({ receive, clock, signal }: PacedReceiveParts): Receive {
  let quickEmpties = 0;
  return async (request) => {
    if (quickEmpties > freeQuickEmpties) {
      const { deadlineMs = Number.POSITIVE_INFINITY } = request;
      const leftMs = Math.max(0, deadlineMs - clock.nowMs());
      await clock.pause(Math.min(leftMs, backOffMs(quickEmpties - freeQuickEmpties)), signal);
      if (signal.aborted) return undefined;
    }
    const startedMs = clock.nowMs();
    const batch = await receive(request);
    if (batch === undefined) return undefined; // the connection waits before it opens again
    const isQuick = request.waitTimeSeconds === 0 || clock.nowMs() - startedMs < quickMs;
    quickEmpties = isQuick && batch.records.length === 0 ? quickEmpties + 1 : 0;
    return batch;
  };
}

// --- internal ---

/** An empty answer sooner than this did not wait, be it a short poll or an endpoint that answers losers at once. */
const quickMs = 100;
/** Some of them in a row are usual where several pollers wait for one message; more would be a busy loop. */
const freeQuickEmpties = 3;
