import type { ModeInForce } from "@letsgo/config";
import type { EventSourceMappingState } from "@letsgo/event-source";

/** What `GET /health` answers. */
export interface WorkerHealth {
  readonly status: "ok" | "starting" | "failing";
  readonly mode: ModeInForce["mode"];
  readonly source: string;
  /** What the poller does; it runs in both modes. */
  readonly polling: EventSourceMappingState["status"];
  /** What decided whether it runs: `default`, `live.json`, or direct mode on AWS. */
  readonly pollingSource: string;
  readonly queue: "ok" | "unreachable";
  /** Why not all is well; absent where it is. */
  readonly reason?: string;
}

/**
 * How the worker is. In queued mode it is well only while the queue exists and is polled, or polling is paused on purpose;
 * in direct mode the queue does not matter.
 */
export function toHealth(
  { mode, source }: ModeInForce,
  state: EventSourceMappingState,
  pollingSource: string,
): WorkerHealth {
  const reason = reasonOf(state);
  return {
    status: statusOf(mode, state),
    mode,
    source,
    polling: state.status,
    pollingSource,
    queue: isWell(state) ? "ok" : "unreachable",
    ...(reason !== undefined && { reason }),
  };
}

// --- internal ---

function statusOf(mode: ModeInForce["mode"], state: EventSourceMappingState): WorkerHealth["status"] {
  if (state.status === "stopped") return "failing";
  if (mode === "direct" || isWell(state)) return "ok";
  return state.status === "starting" ? "starting" : "failing";
}

function isWell({ status }: EventSourceMappingState): boolean {
  return status === "polling" || status === "paused";
}

function reasonOf({ status, lastError }: EventSourceMappingState): string | undefined {
  if (status === "stopped") return "The worker is stopping";
  return lastError?.message;
}
