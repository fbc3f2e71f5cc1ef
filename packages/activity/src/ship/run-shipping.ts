import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@letsgo/logger";
import type { Outbox } from "./outbox.ts";
import type { BatchPoster, Posted } from "./post-batch.ts";

/** What ships an outbox, until it is stopped. */
export interface Shipping {
  /** Something is in the outbox. */
  wake(): void;
  /** Ships what is there and ends: at the first batch that does not get through, or when the time is over. */
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Ships one batch after the other, each once more until it is taken. An outage is told when it begins and when it ends, and
 * batches that are refused are told once.
 */
export function runShipping(parts: { outbox: Outbox; poster: BatchPoster; logger: Logger }): Shipping {
  const { outbox, poster, logger } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = createTelling(logger, outbox);
  let bell = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => bell.resolve());

  async function shipAll(): Promise<void> {
    let failures = 0;
    for (let batch = outbox.batch(); batch !== undefined; batch = outbox.batch()) {
      const posted = await poster.post(batch);
      tell(posted);
      if (posted.as === "shipped") outbox.shipped();
      else if (posted.as === "refused") outbox.refused();
      else if (signal.aborted) return;
      failures = posted.as === "unreachable" ? failures + 1 : 0;
      if (failures > 0) await pause(backOffMs(failures), signal);
    }
  }
  async function run(): Promise<void> {
    while (!signal.aborted) {
      await bell.promise;
      bell = Promise.withResolvers<void>();
      await pause(GATHER_MS, signal);
      await shipAll();
    }
    await shipAll();
  }

  // Begun here, outside of every message: what it logs later is no line of a message that has rung the bell.
  const running = run();
  return {
    wake: () => bell.resolve(),
    async stop(deadlineMs) {
      stopping.abort();
      await Promise.race([running, delay(deadlineMs, undefined, { ref: false })]);
      await poster.destroy();
      await running;
    },
  };
}

// --- internal ---

/** Long enough for a burst to share a batch, short enough to be seen live. */
const GATHER_MS = 50;
const FIRST_BACK_OFF_MS = 250;
const LONGEST_BACK_OFF_MS = 5000;

function backOffMs(failures: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1)) * (1 - Math.random() / 4);
}

/** Keeps no process alive, and ends early at the stop. */
async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await delay(durationMs, undefined, { signal, ref: false }).catch(() => undefined);
}

function createTelling(logger: Logger, outbox: Outbox): (posted: Posted) => void {
  let isAway = false;
  let isRefusalTold = false;
  return (posted) => {
    if (posted.as === "unreachable" && !isAway) {
      logger.info({ reason: posted.reason }, "The console is not there; messages do not wait for it");
    }
    if (posted.as === "shipped" && isAway)
      logger.info({ dropped: outbox.dropped().total }, "The console is there again");
    isAway = posted.as === "unreachable";
    if (posted.as === "refused" && !isRefusalTold) {
      logger.error({ reason: posted.reason }, "The console has refused what it was told: are they of one version?");
      isRefusalTold = true;
    }
  };
}
