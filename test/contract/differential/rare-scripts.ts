import type { Entry, Step } from "./script.ts";

/** Scripts that lead to differences that chance rarely finds, so that each that is listed is seen in every run. */
export const rareScripts: readonly { readonly isFifo: boolean; readonly steps: readonly Step[] }[] = [
  { isFifo: false, steps: [send({ attributes: "11" }), send({ body: "control", attributes: "11" })] },
  // The handle of an earlier receive.
  { isFifo: false, steps: [send(), receive(0), receive(0), remove(1)] },
  { isFifo: true, steps: [send(), receive(0), receive(), remove(1)] },
  // Of a message that has gone to the dead-letter queue, and one that has come back from there.
  { isFifo: true, steps: [send(), receive(0), receive(0), receive(), remove(0)] },
  { isFifo: false, steps: [send(), receive(0), receive(0), receive(), { kind: "redrive" }, receive()] },
  // One of a group comes back, the other does not.
  { isFifo: true, steps: [send(), send(), receive(), { kind: "change", which: 0, visibility: 0 }, receive()] },
  // A short timeout beside a long one.
  { isFifo: true, steps: [send(), receive(), send({ group: "b" }), { kind: "expire", which: 0 }] },
];

// --- internal ---

function send(other: Partial<Entry> = {}): Step {
  const plain: Entry = { body: "plain", delay: undefined, attributes: "none", group: "a", deduplication: "new" };
  return { kind: "send", ...plain, ...other };
}

function receive(visibility?: number): Step {
  return { kind: "receive", from: "main", max: 10, visibility };
}

function remove(which: number): Step {
  return { kind: "delete", which };
}
