import { randomUUID } from "node:crypto";
import type { QueueSettings } from "@letsgo/config";
import type { Redrive, RedriveRequest } from "@letsgo/console-api";
import type { createSqsClient } from "@letsgo/queue";
import { queueDepths, redrive } from "@letsgo/queue/admin";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";
import type { Store } from "../store/store.ts";

/** What a redrive request may say. */
export const redriveRequest = z.strictObject({ messageIds: z.array(z.string().min(1)).min(1).max(1000).optional() });

/** By what dead letters are redriven. */
export interface RedriveParts {
  readonly client: ReturnType<typeof createSqsClient>;
  readonly settings: QueueSettings;
  readonly store: Store;
  readonly onProgress: (redrive: Redrive) => void;
  /** Looks at the queues, once it has ended. */
  readonly lookAgain: () => Promise<unknown>;
}

/** Redrives under way and the last that ended. */
export interface Redrives {
  /** @throws {ProblemError} 409 while another one runs */
  start(request: RedriveRequest): Promise<Redrive>;
  /** @throws {ProblemError} 404 for an id that is not known */
  get(redriveId: string): Redrive;
  /** Ends one early; what is moved stays moved. @throws {ProblemError} 404 for an id that is not known */
  cancel(redriveId: string): Promise<Redrive>;
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

export function createRedrives(parts: RedriveParts): Redrives {
  const all = new Map<string, Running>();
  const find = (redriveId: string): Running => {
    const found = all.get(redriveId);
    if (found) return found;
    throw new ProblemError({ status: 404, detail: `Expected a redrive since the console's start, got ${redriveId}.` });
  };
  return {
    async start({ messageIds }) {
      const running = [...all.values()].find(({ state }) => state.state === "running");
      if (running) {
        throw new ProblemError({
          status: 409,
          detail: "Expected no redrive to be under way, got one. Cancel it or wait.",
        });
      }
      const { dlq } = await queueDepths(parts.client, parts.settings);
      const total = messageIds?.length ?? (dlq ? dlq.waiting + dlq.inFlight + dlq.delayed : 0);
      const started = begin({ messageIds, total }, parts);
      all.set(started.state.redriveId, started);
      const [oldest] = all.keys();
      if (all.size > MAX_KEPT && oldest !== undefined) all.delete(oldest);
      return { ...started.state };
    },
    get: (redriveId) => ({ ...find(redriveId).state }),
    async cancel(redriveId) {
      const found = find(redriveId);
      found.cancelling.abort();
      await found.ended;
      return { ...found.state };
    },
    async close() {
      for (const { cancelling } of all.values()) cancelling.abort();
      await Promise.all([...all.values()].map(({ ended }) => ended));
    },
  };
}

// --- internal ---

const MAX_KEPT = 20;

interface Running {
  readonly state: Redrive;
  readonly cancelling: AbortController;
  readonly ended: Promise<void>;
}

function begin(
  { messageIds, total }: { messageIds: readonly string[] | undefined; total: number },
  parts: RedriveParts,
): Running {
  const cancelling = new AbortController();
  const state: Redrive = {
    redriveId: randomUUID(),
    state: "running",
    total,
    moved: 0,
    missing: [],
    problem: null,
    startedAt: Date.now(),
    endedAt: null,
  };
  const tell = () => parts.onProgress({ ...state });
  const run = async () => {
    try {
      const { moved, missing } = await redrive(parts.client, parts.settings, {
        ...(messageIds && { messageIds }),
        signal: cancelling.signal,
        onProgress: (so) => {
          if (so === state.moved) return;
          state.moved = so;
          tell();
        },
      });
      Object.assign(state, { moved, missing: [...missing], state: cancelling.signal.aborted ? "cancelled" : "done" });
    } catch (error) {
      Object.assign(state, { state: "failed", problem: error instanceof Error ? error.message : String(error) });
    }
    state.endedAt = Date.now();
    await parts.lookAgain().catch(() => {});
    tell();
  };
  tell();
  return { state, cancelling, ended: run() };
}
