import type { QueuesAnswer } from "@letsgo/console-api";

/**
 * Asks the worker whether it polls.
 *
 * @param localQueueUrl where direct mode posts messages; undefined: nobody knows where the worker is
 */
export async function askWorker(localQueueUrl: string | undefined): Promise<QueuesAnswer["polling"]> {
  if (localQueueUrl === undefined) return "unknown";
  try {
    const response = await fetch(new URL("/health", localQueueUrl), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { polling } = (await response.json()) as { polling?: unknown };
    if (polling === "polling" || polling === "paused") return polling;
    // LetsGo's own worker knows no /health.
    return typeof polling === "string" ? "nobody" : "unknown";
  } catch (error) {
    return error instanceof SyntaxError ? "unknown" : "nobody";
  }
}

// --- internal ---

const TIMEOUT_MS = 1000;
