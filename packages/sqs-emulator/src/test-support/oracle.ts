import assert from "node:assert/strict";
import type { Queue } from "../state/model.ts";

/** What a client knows of a message that it has sent and not deleted. */
export interface Known {
  readonly group: string;
  queue: Queue;
  /** Where it stands among all that arrived in its queue. */
  turn: number;
  sentAt: number;
  hiddenUntil: number;
  receives: number;
  /** The receipt handle of its latest receive. */
  latest: string | undefined;
}

/** What must be in queues, by what was done to them and nothing else; messages are told apart by their bodies. */
export class Oracle {
  readonly present = new Map<string, Known>();
  readonly handles: { readonly body: string; readonly queue: Queue; readonly handle: string }[] = [];
  readonly purgedAt = new Map<Queue, number>();
  #turns = 0;

  /** It is the last of its queue from now on, and no receive of it counts. */
  arrive(body: string, arrival: Pick<Known, "group" | "queue" | "sentAt" | "hiddenUntil">): void {
    this.#turns += 1;
    this.present.set(body, { ...arrival, turn: this.#turns, receives: 0, latest: undefined });
  }

  known(body: string): Known {
    const found = this.present.get(body);
    assert(found, `Expected ${body} to be there, got nothing of that body`);
    return found;
  }

  /** What a receive may give, in order: nothing that is hidden, and nothing of a FIFO group that has something hidden. */
  visible(queue: Queue, now: number): string[] {
    const all = [...this.present].filter(([, known]) => known.queue === queue);
    const hidden = new Set(all.filter(([, { hiddenUntil }]) => hiddenUntil > now).map(([, { group }]) => group));
    return all
      .filter(([, { hiddenUntil, group }]) => hiddenUntil <= now && !(queue.isFifo && hidden.has(group)))
      .sort(([, one], [, other]) => one.turn - other.turn)
      .map(([body]) => body);
  }

  /** Forgets what its queue's retention period has ended for. */
  expire(now: number): void {
    for (const [body, { queue, sentAt }] of this.present) {
      if (sentAt + queue.settings.retentionMs <= now) this.present.delete(body);
    }
  }

  /** Each message is where it should be, once, and nothing else is anywhere. By `assert`, which is asked very often. */
  compare(queues: readonly Queue[], now: number): void {
    for (const queue of queues) {
      const known = [...this.present].filter(([, each]) => each.queue === queue);
      const hidden = known.filter(([, { hiddenUntil }]) => hiddenUntil > now).length;
      const bodies = [...queue.messages.values()].map(({ content }) => content.body);
      assert.deepEqual(bodies.toSorted(), known.map(([body]) => body).toSorted());
      assert.equal(queue.counts.delayed + queue.counts["in flight"], hidden);
      assert.equal(queue.counts.waiting, known.length - hidden);
    }
  }
}
