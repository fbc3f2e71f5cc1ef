import { findByHandle } from "./handle.ts";
import { remove } from "./messages.ts";
import type { Queue, State } from "./model.ts";

/**
 * Deletes the message that a receipt handle names. A handle of an earlier receive deletes nothing (D9); one of a message
 * that is gone is fine (D10). One whose visibility timeout has passed still deletes on a standard queue, and is refused
 * on FIFO, where the group may have gone on.
 */
export function deleteMessage(
  state: State,
  queue: Queue,
  handle: string,
): "done" | "invalid handle" | "expired handle" {
  const found = findByHandle(queue, handle);
  if (found === "invalid") return "invalid handle";
  if (found === "gone") return "done";
  const { message, isLatest } = found;
  if (queue.isFifo && (!isLatest || message.state !== "in flight")) return "expired handle";
  if (isLatest) remove(state, message);
  return "done";
}
