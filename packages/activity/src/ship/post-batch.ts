import { Pool } from "undici";
import { EVENTS_PATH } from "../shipped.ts";

/** What became of a batch: the receiver has it, will never take it, or is to be asked again later. */
export type Posted = { readonly as: "shipped" } | { readonly as: "refused" | "unreachable"; readonly reason: string };

/** Posts batches over one connection of its own. */
export interface BatchPoster {
  /** Never rejects. */
  post(batch: string): Promise<Posted>;
  /** Ends what is under way, at once. */
  destroy(): Promise<void>;
}

export function createBatchPoster(consoleUrl: string): BatchPoster {
  const { origin } = new URL(consoleUrl);
  const pool = new Pool(origin, {
    connections: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  return {
    async post(batch) {
      try {
        const { statusCode, body } = await pool.request({
          method: "POST",
          path: EVENTS_PATH,
          headers: { "content-type": "application/json" },
          body: batch,
        });
        const said = await body.text();
        if (statusCode >= 200 && statusCode < 300) return { as: "shipped" };
        return { as: isFinal(statusCode) ? "refused" : "unreachable", reason: `${statusCode} ${said.slice(0, 300)}` };
      } catch (error) {
        return { as: "unreachable", reason: wordsOf(error as Error) };
      }
    },
    destroy: () => pool.destroy(),
  };
}

// --- internal ---

const CONNECT_TIMEOUT_MS = 2000;
/** A receiver that is held up shall not hold up a stop. */
const ANSWER_TIMEOUT_MS = 5000;

function isFinal(statusCode: number): boolean {
  return statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429;
}

function wordsOf({ message, code }: Error & { code?: unknown }): string {
  return message || String(code);
}
