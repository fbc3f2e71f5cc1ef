import { Line, type Place } from "../state/line.ts";
import type { Queue } from "../state/model.ts";

/** A receive that waits for messages. */
export interface Poll {
  readonly queue: Queue;
  /** When it ends without any. */
  readonly endsAt: number;
  /** Whether there is still someone to give messages to. */
  readonly isOpen: () => boolean;
  /** Receives and answers; false where there is nothing to receive. */
  readonly tryToAnswer: (now: number) => boolean;
  readonly answerEmpty: () => void;
}

/** Receives that wait, those of each queue in the order in which they came. */
export class Polls {
  readonly #byQueue = new Map<Queue, Set<Poll>>();
  readonly #byEnd = new Line<Poll>();
  readonly #places = new Map<Poll, Place<Poll>>();

  get size(): number {
    return this.#places.size;
  }

  add(poll: Poll): void {
    this.#places.set(poll, this.#byEnd.add(poll, poll.endsAt));
    const polls = this.#byQueue.get(poll.queue);
    if (polls === undefined) this.#byQueue.set(poll.queue, new Set([poll]));
    else polls.add(poll);
  }

  /** Forgets a poll, that of a client that has gone say; what it was waiting for goes to the next. */
  remove(poll: Poll): void {
    const place = this.#places.get(poll);
    if (place === undefined) return;
    this.#byEnd.remove(place);
    this.#places.delete(poll);
    const polls = this.#byQueue.get(poll.queue);
    polls?.delete(poll);
    if (polls?.size === 0) this.#byQueue.delete(poll.queue);
  }

  /** Gives what waits in a queue to its polls, the longest waiting first. */
  serve(queue: Queue, now: number): void {
    for (const poll of this.#byQueue.get(queue) ?? []) {
      if (queue.isDeleted) poll.answerEmpty();
      else if (poll.isOpen() && !poll.tryToAnswer(now)) return;
      this.remove(poll);
    }
  }

  nextEnd(): number | undefined {
    return this.#byEnd.first()?.key;
  }

  /** Answers those that have waited long enough. */
  end(now: number): void {
    for (let first = this.#byEnd.first(); first !== undefined && first.key <= now; first = this.#byEnd.first()) {
      this.remove(first.value);
      first.value.answerEmpty();
    }
  }
}
