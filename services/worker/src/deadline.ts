import inspector from "node:inspector";
import type { Context } from "aws-lambda";

/** The moment, shortly before the function timeout, at which records still running are given up. */
export interface Deadline {
  /** Aborted at that moment. */
  readonly signal: AbortSignal;
  /** Has the moment passed? By the clock: no signal comes while a handler holds up the whole process. */
  isOver(): boolean;
  /** Must be called once the invocation has ended. */
  end(): void;
}

/**
 * Starts an invocation's deadline: the function timeout less 10 %, at most 500 ms. So one record that hangs fails
 * alone; at the function timeout itself the whole batch would. It waits while a debugger is attached.
 */
export function startDeadline(context: Pick<Context, "getRemainingTimeInMillis">): Deadline {
  const controller = new AbortController();
  // LetsGo's own server calls the handler with an empty context: no timeout then.
  const totalMs = context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  const marginMs = Math.min(MAX_MARGIN_MS, totalMs * MARGIN_SHARE);
  let timer: NodeJS.Timeout | undefined;
  let wasHeld = false; // has a debugger kept the moment from coming?
  const leftMs = () => context.getRemainingTimeInMillis() - marginMs;

  function look(): void {
    wasHeld ||= isDebuggerAttached();
    if (isDebuggerAttached()) timer = setTimeout(look, DEBUGGER_CHECK_MS);
    else if (leftMs() > 0) timer = setTimeout(look, leftMs());
    else controller.abort(new DOMException("The function timeout is near", "TimeoutError"));
  }

  if (Number.isFinite(totalMs)) timer = setTimeout(look, totalMs - marginMs);
  return {
    signal: controller.signal,
    isOver() {
      if (wasHeld || !Number.isFinite(totalMs) || isDebuggerAttached()) return controller.signal.aborted;
      return leftMs() <= 0;
    },
    end: () => clearTimeout(timer),
  };
}

// --- internal ---

const MAX_MARGIN_MS = 500;
const MARGIN_SHARE = 0.1;
const DEBUGGER_CHECK_MS = 1000;

function isDebuggerAttached(): boolean {
  return inspector.url() !== undefined;
}
