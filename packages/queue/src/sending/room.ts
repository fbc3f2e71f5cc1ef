import { QueueFullError } from "../errors.ts";

/** Bounds what one producer holds unsent, in messages and bytes, so that an outage does not fill the memory. */
export interface Room {
  /** @throws {QueueFullError} where a further message of that size does not fit now */
  take(bytes: number, messageId: string): void;
  /** Takes at once (undefined) or as soon as there is room; those who wait are served in order. */
  takeWhenFree(bytes: number): Promise<void> | undefined;
  free(bytes: number): void;
  /** Resolves once nothing is held. */
  whenEmpty(): Promise<void>;
}

/** Creates an empty room; a message larger than all of it still fits where nothing else is held. */
export function createRoom({ maxMessages = MAX_UNSENT_MESSAGES, maxBytes = MAX_UNSENT_BYTES } = {}): Room {
  const waiting: { bytes: number; enter: () => void }[] = [];
  const onEmpty: (() => void)[] = [];
  let messages = 0;
  let heldBytes = 0;

  const fits = (bytes: number) => messages === 0 || (messages < maxMessages && heldBytes + bytes <= maxBytes);
  const hold = (bytes: number) => {
    messages += 1;
    heldBytes += bytes;
  };

  return {
    take(bytes, messageId) {
      if (!fits(bytes)) throw new QueueFullError({ messages, bytes: heldBytes, maxMessages, maxBytes }, { messageId });
      hold(bytes);
    },
    takeWhenFree(bytes) {
      if (waiting.length > 0 || !fits(bytes)) return new Promise<void>((enter) => waiting.push({ bytes, enter }));
      hold(bytes);
      return undefined;
    },
    free(bytes) {
      messages -= 1;
      heldBytes -= bytes;
      for (let next = waiting[0]; next && fits(next.bytes); next = waiting[0]) {
        waiting.shift();
        // Held here and not by the one who waits: a call between now and its waking would take the room twice.
        hold(next.bytes);
        next.enter();
      }
      if (messages === 0) for (const resolve of onEmpty.splice(0)) resolve();
    },
    async whenEmpty() {
      if (messages > 0) await new Promise<void>((resolve) => onEmpty.push(resolve));
    },
  };
}

// --- internal ---

const MAX_UNSENT_MESSAGES = 10_000;
const MAX_UNSENT_BYTES = 64 * 1024 * 1024;
