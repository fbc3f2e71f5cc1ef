import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { enqueue, retryAfter } from "@letsgo/queue";

/** What a worker's message handler is given, as far as these use it. */
type Handler = (
  message: { readonly type: string; readonly payload: unknown },
  event: unknown,
  context: { readonly messageId: string; readonly receiveCount: number },
) => Promise<void>;

/** Deliveries so far, by message; kept in the worker's memory. */
const deliveries = new Map<string, number>();

/** Throws at the first two deliveries of a message, succeeds at the third. */
const flaky: Handler = async (_message, _event, { messageId }) => {
  const count = (deliveries.get(messageId) ?? 0) + 1;
  deliveries.set(messageId, count);
  if (count < 3) throw new Error(`Flaky on purpose, delivery ${count}`);
};

/** Never succeeds; its error tells the receive count that the handler saw. */
const alwaysFails: Handler = async (_message, _event, { receiveCount }) => {
  throw new Error(`Failing on purpose, receive count ${receiveCount}`);
};

/** Enqueues the message that its payload holds, with the payload's options. */
const parent: Handler = async ({ payload }) => {
  const { child, options } = payload as {
    child: { type: string; payload: unknown };
    options?: { delaySeconds?: number };
  };
  await enqueue(child, options);
};

/** Takes as long as its payload says, then succeeds. */
const slow: Handler = async ({ payload }) => {
  await delay((payload as { milliseconds: number }).milliseconds);
};

/** Throws unless its payload's text is as long as its payload says. */
const large: Handler = async ({ payload }) => {
  const { length, text } = payload as { length: number; text: string };
  if (text.length !== length) throw new Error(`Expected a text of ${length} characters, got ${text.length}`);
};

/** Throws unless its payload's text is made of the code points that its payload says. */
const text: Handler = async ({ payload }) => {
  const { text: sent, codePoints } = payload as { text: string; codePoints: number[] };
  const got = Array.from(sent, (character) => character.codePointAt(0));
  if (got.join() !== codePoints.join()) throw new Error(`Expected code points ${codePoints}, got ${got}`);
};

/** Asks at its first delivery to be tried again at once, and succeeds at the second. */
const impatient: Handler = async (_message, _event, { receiveCount }) => {
  if (receiveCount === 1) throw retryAfter(0);
};

/** Takes the whole process down at its first delivery, by an error that nobody can catch; succeeds at the second. */
const crash: Handler = async (_message, _event, { receiveCount }) => {
  if (receiveCount > 1) return;
  setImmediate(() => {
    throw new Error("Crashing on purpose");
  });
  await new Promise(() => {});
};

/** Throws unless its payload says that it was mended. */
const mendable: Handler = async ({ payload }) => {
  const { mended } = payload as { mended: unknown };
  if (mended !== true) throw new Error(`Expected a payload that was mended, got ${JSON.stringify(mended)}`);
};

/** Is the gate open that the payload names? It is a file beside a container's live settings (see live-folder.ts). */
const isOpen = (payload: unknown) => existsSync(path.join(".letsgo", (payload as { gate: string }).gate));

/** Takes until its gate is open, then succeeds. */
const held: Handler = async ({ payload }) => {
  while (!isOpen(payload)) await delay(50);
};

/** While its gate is shut it fails, and asks to be tried again at once. */
const gated: Handler = async ({ payload }) => {
  if (!isOpen(payload)) throw retryAfter(0);
};

/** Succeeds at once. */
const child: Handler = async () => {};

/** Message handlers that the end-to-end tests add to the worker's (`LETSGO_WORKER_HANDLERS`). */
export const handlers: ReadonlyMap<string, Handler> = new Map([
  ["test:flaky", flaky],
  ["test:always-fails", alwaysFails],
  ["test:parent", parent],
  ["test:child", child],
  ["test:slow", slow],
  ["test:large", large],
  ["test:text", text],
  ["test:impatient", impatient],
  ["test:crash", crash],
  ["test:mendable", mendable],
  ["test:held", held],
  ["test:gated", gated],
]);
