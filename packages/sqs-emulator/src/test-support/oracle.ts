import assert from "node:assert/strict";

/** What clients did until now, and saw of the last command. Messages are told apart by their bodies. */
export interface Seen {
  readonly sent: readonly string[];
  /** Deleted, purged or expired. */
  readonly deleted: readonly string[];
  /** In any queue, whatever its state. */
  readonly present: readonly string[];
  /** What the last command received, in order. */
  readonly received: readonly string[];
  /** What had been received, or sent with a delay, and was hidden when the last command began. */
  readonly hidden: ReadonlySet<string>;
  /** Each FIFO group of the queue that the last command received from: what was in it, in the order of arrival. */
  readonly groups: readonly (readonly string[])[];
}

/** The invariant: nothing is lost, nothing comes twice, everything comes in its order. */
export function check({ sent, deleted, present, received, hidden, groups }: Seen): void {
  assert.deepEqual([...deleted, ...present].sort(), [...sent].sort(), "sent = deleted + present, each exactly once");
  for (const [index, body] of received.entries()) {
    const isVisibleTwice = hidden.has(body) || received.indexOf(body) !== index;
    assert(!isVisibleTwice, "never visible twice at a time");
  }
  for (const group of groups) {
    const given = received.filter((body) => group.includes(body));
    assert.deepEqual(given, group.slice(0, given.length), "FIFO order within a group");
  }
}
