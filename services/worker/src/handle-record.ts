import { deliveryIdOf } from "@letsgo/activity";
import { toError, withMessageScope } from "@letsgo/logger";
import { InvalidRecordError, identityOf, type Received, type Receiver, withRecordSpan } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";
import type { Dispatch, Invocation } from "./dispatch.ts";
import { TaskTimeoutError } from "./errors.ts";
import { tell } from "./tell.ts";

/** What handling one record needs beside it. */
export interface RecordParts {
  readonly receiver: Receiver;
  readonly dispatch: Dispatch;
  /** Will the queue deliver the record again if it fails now? */
  readonly willRetry: (record: SQSRecord) => boolean;
}

/**
 * Handles one record and tells its outcome, once: what its handler does after the deadline is not told any more. A record
 * that is not due yet, or whose message was handled before, succeeds without its handler. All of it is one span, in the
 * message's trace.
 *
 * @throws whatever made it fail (as a rejection), after it was told
 */
export function handleRecord(record: SQSRecord, invocation: Invocation, parts: RecordParts): Promise<void> {
  return withRecordSpan(record, (span) => handleInSpan(record, invocation, { ...parts, span }));
}

// --- internal ---

type Span = Parameters<Parameters<typeof withRecordSpan>[1]>[0];

async function handleInSpan(
  record: SQSRecord,
  invocation: Invocation,
  parts: RecordParts & { readonly span: Span },
): Promise<void> {
  const startedMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedMs);
  const messageId = identityOf(record);
  const { deadline } = invocation;
  let type: string | undefined;
  const late = () => new TaskTimeoutError({ messageId, type, elapsedMs: elapsedMs() });
  const running = async (): Promise<Received> => {
    const received = await parts.receiver.receive(record);
    if (received.state !== "due") return received;
    const { opened } = received;
    type = opened.message.type;
    parts.span.setAttribute("letsgo.message.type", type);
    const scope = { messageId, type, deliveryId: deliveryIdOf(record) };
    await withMessageScope(scope, () => parts.dispatch(opened, invocation));
    if (deadline.isOver()) throw late();
    await parts.receiver.succeeded(record);
    return received;
  };
  try {
    const received = await orAborted(running(), deadline.signal, late);
    parts.span.setAttribute("letsgo.outcome", received.state === "due" ? "succeeded" : received.state);
    if (received.state !== "due") return tell({ name: received.state, record });
    tell({ name: "succeeded", record, type: received.opened.message.type, durationMs: elapsedMs() });
  } catch (thrown) {
    const error = toError(thrown);
    type ??= error instanceof InvalidRecordError ? error.type : undefined;
    const willRetry = parts.willRetry(record);
    parts.span.setAttribute("letsgo.outcome", "failed");
    tell({ name: "failed", record, ...(type !== undefined && { type }), error, durationMs: elapsedMs(), willRetry });
    await parts.receiver.failed(record, thrown);
    throw error;
  }
}

/** Settles as `running` does, or rejects at the abort, whichever is first. */
async function orAborted<T>(running: Promise<T>, signal: AbortSignal, toReason: () => Error): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(toReason());
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([running, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
