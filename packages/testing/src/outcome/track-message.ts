import type { LogLine } from "../lines/log-line.ts";
import type { AttemptError, Outcome } from "./outcome.ts";

/** What the log lines have told of one message so far. */
export interface MessageTrack {
  add(line: LogLine): void;
  /** The final outcome, as soon as lines alone decide it. That the message is dead no line tells. */
  outcome(): Outcome | undefined;
  /** Has the message had its last delivery, so that the dead-letter queue must be looked at? */
  isExhausted(): boolean;
  /** The outcome of a message that was seen in the dead-letter queue. */
  toDead(): Outcome;
  /** One sentence for a person: state, last error, when it is visible again. */
  describe(): string;
  /** The message's own lines. */
  lines(): readonly LogLine[];
}

/** Options of {@link trackMessage}. */
export interface TrackOptions {
  /** Deliveries before the dead-letter queue, as the queue is set up. */
  readonly maxReceiveCount: number;
  /** How long a failed message stays hidden, in seconds. */
  readonly visibilityTimeoutSeconds: number;
}

/** Follows one message through the log lines of all services. */
export function trackMessage(
  messageId: string,
  { maxReceiveCount, visibilityTimeoutSeconds }: TrackOptions,
): MessageTrack {
  const lines: LogLine[] = [];
  const errors: AttemptError[] = [];
  let attempts = 0;
  let mode: "direct" | "queued" = "queued";
  let settled: Outcome["state"] | undefined;
  let lastReceivedAt: string | undefined;

  const describe = () => {
    const last = errors.at(-1);
    if (lines.length === 0) return "no line of the message";
    if (last === undefined) return attempts > 0 ? `in flight, delivery ${attempts}` : "accepted, not yet received";
    const again =
      lastReceivedAt && new Date(Date.parse(lastReceivedAt) + visibilityTimeoutSeconds * 1000).toISOString();
    const fate = attempts >= maxReceiveCount ? "failed (will be dead-lettered)" : "waiting";
    return `${fate} after ${attempts} of ${maxReceiveCount} deliveries, visible again at ${again ?? "an unknown time"}, last error: ${last.message}`;
  };

  return {
    add(line) {
      const { fields } = line;
      if (fields.messageId !== messageId) return;
      lines.push(line);
      attempts = Math.max(attempts, fields.receiveCount ?? 0);
      if (fields.hop === "received") {
        mode = fields.mode ?? mode;
        lastReceivedAt = fields.time;
      }
      if (fields.hop !== "outcome") return;
      if (fields.outcome === "failed") errors.push(toAttemptError(line));
      if (settled !== undefined) return;
      if (fields.outcome === "succeeded") settled = "succeeded";
      else if (mode === "direct") settled = "failed";
    },
    outcome: () => settled && { state: settled, attempts, errors: [...errors] },
    isExhausted: () => settled === undefined && mode === "queued" && attempts >= maxReceiveCount,
    toDead: () => ({ state: "dead", attempts, errors: [...errors] }),
    describe,
    lines: () => [...lines],
  };
}

// --- internal ---

function toAttemptError({ fields: { receiveCount = 1, err, msg } }: LogLine): AttemptError {
  return { receiveCount, type: err?.type, message: err?.message ?? msg ?? "no reason told", stack: err?.stack };
}
