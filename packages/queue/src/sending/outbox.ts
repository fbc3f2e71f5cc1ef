import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope } from "../envelope.ts";
import type { SendOutcome, Transport } from "../transports/transport.ts";
import { createCoalescer } from "./coalescer.ts";
import { createLanes } from "./lanes.ts";
import { createRoom, type Room } from "./room.ts";

/** Holds what is not sent yet and sends it, coalesced. */
export interface Outbox {
  /** Whoever posts an envelope takes its room first; it is freed with the outcome. */
  readonly room: Room;
  /**
   * Sends an envelope. On a FIFO queue the order of calls is the order within the group, however long `prepared` takes,
   * and no envelope is sent before the outcome of the one before it in its group.
   *
   * @param prepared the envelope as it goes out, where that takes a while (a limit to ask for, a payload to store)
   * @throws whatever `prepared` rejects with
   */
  post(envelope: Envelope, prepared?: Promise<Envelope>): Promise<SendOutcome>;
}

/**
 * @param options.ordered is it a FIFO queue? Elsewhere a group does not order (D33).
 * @param options.room shared with other outboxes. @default one of its own
 */
export function createOutbox(transport: Transport, options: { ordered: boolean; room?: Room }): Outbox {
  const { ordered, room = createRoom() } = options;
  const lanes = createLanes();
  const coalescer = createCoalescer(transport);
  const pass = (envelope: Envelope, sinceMs: number) =>
    new Promise<SendOutcome>((settle, reject) => coalescer.push({ envelope, sinceMs, settle, reject }));

  /** An entry that SQS failed through no fault of ours goes again, a few times; its group's lane stays taken. */
  async function post(envelope: Envelope, prepared?: Promise<Envelope>): Promise<SendOutcome> {
    try {
      const outgoing = prepared ? await prepared : envelope;
      for (let attempt = 1; ; attempt++) {
        const outcome = await pass(outgoing, performance.now());
        if (outcome.accepted || !outcome.entryRetryable || attempt === MAX_ATTEMPTS) return outcome;
        await sleep(pauseMs(attempt));
      }
    } finally {
      room.free(envelope.size.totalBytes);
    }
  }

  async function postInLane(lane: string, envelope: Envelope, prepared?: Promise<Envelope>): Promise<SendOutcome> {
    // Handled by `post`; until its lane is free nobody would hear of a rejection.
    prepared?.catch(() => undefined);
    await new Promise<void>((start) => lanes.enter(lane, start));
    try {
      return await post(envelope, prepared);
    } finally {
      lanes.leave(lane);
    }
  }

  return {
    room,
    post(envelope, prepared) {
      const lane = ordered ? envelope.groupId : undefined;
      return lane === undefined ? post(envelope, prepared) : postInLane(lane, envelope, prepared);
    },
  };
}

// --- internal ---

const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/** Doubled each time, and up to half of it at random, so that what failed together does not come back together. */
function pauseMs(attempt: number): number {
  return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 - Math.random() / 2);
}
