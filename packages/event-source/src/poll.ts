import type { ReceivedBatch, Receiver } from "./receiver.ts";
import { backOffMs, pause } from "./waiting.ts";

export interface PollerParts {
  receiver: Receiver;
  /** Settles one batch; the next receive waits for it, so that a message is only received for a free slot. */
  handle: (batch: ReceivedBatch) => Promise<void>;
  /** True where a receive waits for messages, so that an empty one has taken its time. */
  isLongPoll: boolean;
  /** Aborted when the mapping stops. */
  signal: AbortSignal;
}

/** One poller: receive, handle, again, until the signal's abort. A mapping runs as many as it has invocation slots. */
export async function poll({ receiver, handle, isLongPoll, signal }: PollerParts): Promise<void> {
  let quickEmpties = 0;
  while (!signal.aborted) {
    const startedMs = performance.now();
    const batch = await receiver.receive();
    if (batch === undefined) continue; // the connection waits before it opens again
    if (batch.records.length > 0) {
      quickEmpties = 0;
      await handle(batch);
      continue;
    }
    const isQuick = !isLongPoll || performance.now() - startedMs < quickMs;
    quickEmpties = isQuick ? quickEmpties + 1 : 0;
    if (quickEmpties > freeQuickEmpties) await pause(backOffMs(quickEmpties - freeQuickEmpties), signal);
  }
}

// --- internal ---

/** An empty answer sooner than this did not wait, be it a short poll or an endpoint that answers losers at once. */
const quickMs = 100;
/** Some of them in a row are usual where several pollers wait for one message; more would be a busy loop. */
const freeQuickEmpties = 3;
