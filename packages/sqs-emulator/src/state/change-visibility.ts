import { findByHandle } from "./handle.ts";
import { move } from "./messages.ts";
import type { Queue, State } from "./model.ts";

/**
 * How long after its first receive a message may be hidden by a change at most, 12 hours (D7). The API reference says that
 * a value above "the maximum time left" is an error; the Developer Guide that extending does not start the 12 hours anew.
 */
const LONGEST_MS = 43_200_000;

/**
 * Has a message in flight hidden for so long from now on; 0 makes it wait at once, however old it is (D6, D8). A receive
 * hides a message for as long as it asks for.
 */
export function changeVisibility(
  state: State,
  queue: Queue,
  { handle, visibilityMs, now }: { handle: string; visibilityMs: number; now: number },
): "done" | "invalid handle" | "not in flight" | "too long" {
  const found = findByHandle(queue, handle);
  if (found === "invalid") return "invalid handle";
  if (found === "gone" || !found.isLatest || found.message.state !== "in flight") return "not in flight";
  const { message } = found;
  const sinceFirstMs = now - (message.firstReceivedAt ?? now);
  if (visibilityMs > 0 && sinceFirstMs + visibilityMs > LONGEST_MS) return "too long";
  move(state, message, visibilityMs === 0 ? "waiting" : "in flight", now + visibilityMs);
  return "done";
}
