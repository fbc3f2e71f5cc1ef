import type { Clock } from "./clock.ts";
import { createPacedReceive } from "./paced-receive.ts";
import type { Receive, ReceivedBatch } from "./receiver.ts";
import { createScaling, growthIntervalMs, type PollerLimits } from "./scaling.ts";

export interface PollersParts {
  receive: Receive;
  /** Makes one batch from the receives of one poller. */
  gather: (receive: Receive) => Promise<ReceivedBatch | undefined>;
  /** Settles one batch; the next receive waits for it, so that a message is only received for a free slot. */
  handle: (batch: ReceivedBatch) => Promise<"succeeded" | "function-error">;
  limits: PollerLimits;
  clock: Clock;
  /** Aborted when the run halts. */
  signal: AbortSignal;
}

/**
 * Runs pollers, each gather, handle, again, as many as the scaling says. Resolves when all have ended after the signal's
 * abort.
 */
export async function runPollers({ receive, gather, handle, limits, clock, signal }: PollersParts): Promise<void> {
  const scaling = createScaling(limits, clock);
  const polling = new Set<Promise<void>>();

  async function poll(): Promise<void> {
    const seat = scaling.takeSeat();
    const paced = createPacedReceive({ receive, clock, signal });
    async function watched(...request: Parameters<Receive>): ReturnType<Receive> {
      seat.onReceiving();
      const batch = await paced(...request);
      seat.onReceived(batch?.records.length);
      return batch;
    }
    while (!signal.aborted && seat.stays()) {
      const batch = await gather(watched);
      if (batch !== undefined && batch.records.length > 0) scaling.onHandled(await handle(batch));
    }
    seat.leave();
  }

  while (!signal.aborted) {
    for (let missing = scaling.missing(); missing > 0; missing -= 1) {
      const poller = poll().finally(() => polling.delete(poller));
      polling.add(poller);
    }
    await clock.pause(growthIntervalMs, signal);
  }
  await Promise.all([...polling]);
}
