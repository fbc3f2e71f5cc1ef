import inspector from "node:inspector";
import { FunctionTimeoutError } from "./errors.ts";

/** The clock of one invocation. */
export interface FunctionTimeout {
  /** Rejects with FunctionTimeoutError when the time is up; never resolves. */
  reached: Promise<never>;
  /**
   * To be called with the outcome in hand: `reached` cannot come while a handler holds up the whole process.
   *
   * @throws {FunctionTimeoutError} The time was up before.
   */
  requireInTime: () => void;
  /** Milliseconds left, at least 0. */
  remainingMs: () => number;
  /** Must be called once the invocation has ended. */
  clear: () => void;
}

/** Starts the clock. While a debugger is attached the time does not run out; it may once the debugger has gone. */
export function startFunctionTimeout(awsRequestId: string, functionTimeoutSeconds: number): FunctionTimeout {
  const deadlineAt = Date.now() + functionTimeoutSeconds * 1_000;
  const { promise: reached, reject } = Promise.withResolvers<never>();
  reached.catch(() => {}); // it may run out while the handler is still inside its own first, synchronous part
  let wasHeld = false; // has a debugger kept the time from running out?
  let timer = setTimeout(onDue, functionTimeoutSeconds * 1_000);

  function onDue(): void {
    wasHeld ||= isDebuggerAttached();
    if (isDebuggerAttached()) timer = setTimeout(onDue, debuggerCheckMs);
    else reject(new FunctionTimeoutError(awsRequestId, functionTimeoutSeconds));
  }

  return {
    reached,
    requireInTime() {
      if (!wasHeld && !isDebuggerAttached() && Date.now() > deadlineAt) {
        throw new FunctionTimeoutError(awsRequestId, functionTimeoutSeconds);
      }
    },
    remainingMs: () => Math.max(0, deadlineAt - Date.now()),
    clear: () => clearTimeout(timer),
  };
}

// --- internal ---

const debuggerCheckMs = 1_000;

function isDebuggerAttached(): boolean {
  return inspector.url() !== undefined;
}
