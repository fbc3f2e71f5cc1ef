import assert from "node:assert/strict";
import type { Queue } from "../state/model.ts";

/** What a client knows of a message that it has sent and not deleted. */
export interface Known {
  readonly group: string;
  queue: Queue;
  sentAt: number;
  hiddenUntil: number;
  receives: number;
  /** The receipt handle of its latest receive. */
  latest: string | undefined;
}

/** What must be in queues, by what was done to them and nothing else. */
export class Books {
  readonly sent: string[] = [];
  readonly deleted: string[] = [];
  /** In the order of arrival in their queues. */
  readonly present = new Map<string, Known>();
  readonly handles: { readonly body: string; readonly queue: Queue; readonly handle: string }[] = [];
  readonly purgedAt = new Map<Queue, number>();

  /** It is the last of its queue from now on, and no receive of it counts. */
  arrive(body: string, arrival: Pick<Known, "group" | "queue" | "sentAt" | "hiddenUntil">): void {
    this.present.delete(body);
    this.present.set(body, { ...arrival, receives: 0, latest: undefined });
  }

  /** It must be nowhere any more. */
  remove(body: string): void {
    this.present.delete(body);
    this.deleted.push(body);
  }

  known(body: string): Known {
    const found = this.present.get(body);
    assert(found, `Expected ${body} to be there, got nothing of that body`);
    return found;
  }

  /** What is in a queue, in the order of arrival. */
  in(queue: Queue): string[] {
    return [...this.present].filter(([, known]) => known.queue === queue).map(([body]) => body);
  }

  /** What a receive may give, in order: nothing that is hidden, and nothing of a FIFO group that has something hidden. */
  visible(queue: Queue, now: number): string[] {
    const hidden = this.hidden(queue, now);
    const blocked = new Set([...hidden].map((body) => this.known(body).group));
    return this.in(queue).filter((body) => !hidden.has(body) && !(queue.isFifo && blocked.has(this.known(body).group)));
  }

  /** Forgets what its queue's retention period has ended for. */
  expire(now: number): void {
    for (const [body, { queue, sentAt }] of this.present) {
      if (sentAt + queue.settings.retentionMs <= now) this.remove(body);
    }
  }

  hidden(queue: Queue, now: number): ReadonlySet<string> {
    return new Set(this.in(queue).filter((body) => this.known(body).hiddenUntil > now));
  }

  /** What is in each group of a FIFO queue, in the order of arrival; a standard queue promises no order. */
  groups(queue: Queue): string[][] {
    const groups = Object.groupBy(queue.isFifo ? this.in(queue) : [], (body) => this.known(body).group);
    return Object.values(groups).map((group = []) => group);
  }

  /** Each message is in the queue where it should be, and counted as what it is (D37). */
  compare(queues: readonly Queue[], now: number): void {
    for (const queue of queues) {
      const known = this.in(queue);
      const hidden = this.hidden(queue, now).size;
      const bodies = [...queue.messages.values()].map(({ content }) => content.body);
      assert.deepEqual(bodies.toSorted(), known.toSorted());
      assert.equal(queue.counts.delayed + queue.counts["in flight"], hidden);
      assert.equal(queue.counts.waiting, known.length - hidden);
    }
  }
}
