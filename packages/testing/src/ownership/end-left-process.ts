import { setTimeout as delay } from "node:timers/promises";
import { type Owner, type Sight, signalProcess } from "./owner.ts";

/** A stack without containers may take its worker's grace period (function timeout and 5 s) and a little more. */
export const STOP_DEADLINE_MS = 20_000;

/**
 * Asks a process that nobody watches any more to end, and ends its whole group where it does not. Does nothing where it
 * cannot be told from a later process with the same id, which is anybody's.
 */
export async function endLeftProcess(left: Owner, sight: Sight, deadlineMs = STOP_DEADLINE_MS): Promise<void> {
  const runs = () =>
    left.startMark !== "" && left.host === sight.host && sight.startMarkOf(left.pid) === left.startMark;
  if (!runs()) return;
  signalProcess(left.pid, "SIGTERM");
  const deadline = performance.now() + deadlineMs;
  while (runs() && performance.now() < deadline) await delay(LOOK_INTERVAL_MS);
  if (runs()) signalProcess(-left.pid, "SIGKILL");
}

// --- internal ---

const LOOK_INTERVAL_MS = 50;
