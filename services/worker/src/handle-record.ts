import { withMessageScope } from "@letsgo/logger";
import { InvalidRecordError, identityOf, openRecord } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";
import type { Dispatch, Invocation } from "./dispatch.ts";
import { TaskTimeoutError } from "./errors.ts";
import { tell } from "./tell.ts";

/** What handling one record needs beside it. */
export interface RecordParts {
  readonly dispatch: Dispatch;
  /** Will the queue deliver the record again if it fails now? */
  readonly willRetry: (record: SQSRecord) => boolean;
}

/**
 * Handles one record and tells its outcome, once: what its handler does after the deadline is not told any more.
 *
 * @throws whatever made it fail (as a rejection), after it was told
 */
export async function handleRecord(record: SQSRecord, invocation: Invocation, parts: RecordParts): Promise<void> {
  const startedMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedMs);
  const messageId = identityOf(record);
  let type: string | undefined;
  const running = async () => {
    const opened = openRecord(record);
    type = opened.message.type;
    await withMessageScope({ messageId, type }, () => parts.dispatch(opened, invocation));
    return type;
  };
  const late = () => new TaskTimeoutError({ messageId, type, elapsedMs: elapsedMs() });
  try {
    const handledType = await orAborted(running(), invocation.signal, late);
    tell({ name: "succeeded", record, type: handledType, durationMs: elapsedMs() });
  } catch (thrown) {
    const error = toError(thrown);
    type ??= error instanceof InvalidRecordError ? error.type : undefined;
    const willRetry = parts.willRetry(record);
    tell({ name: "failed", record, ...(type !== undefined && { type }), error, durationMs: elapsedMs(), willRetry });
    throw error;
  }
}

// --- internal ---

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

/** A handler may throw anything; what is told is an Error. */
function toError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error(`Expected an Error to be thrown, got ${String(thrown)}`, { cause: thrown });
}
