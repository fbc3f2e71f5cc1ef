import { findByHandle, isHandleOf } from "./handle.ts";
import { move } from "./messages.ts";
import type { Queue, State } from "./model.ts";

/** A message is hidden by one receive for at most 12 hours (D7). */
const LONGEST_MS = 43_200_000;

/** Has a message in flight hidden for so long from now on; 0 makes it wait at once (D6, D8). */
export function changeVisibility(
  state: State,
  queue: Queue,
  { handle, visibilityMs, now }: { handle: string; visibilityMs: number; now: number },
): "done" | "invalid handle" | "not in flight" | "too long" {
  if (!isHandleOf(queue, handle)) return "invalid handle";
  const found = findByHandle(queue, handle);
  if (!found?.isLatest || found.message.state !== "in flight") return "not in flight";
  const { message } = found;
  if (now + visibilityMs - message.receivedAt > LONGEST_MS) return "too long";
  move(state, message, visibilityMs === 0 ? "waiting" : "in flight", now + visibilityMs);
  return "done";
}
