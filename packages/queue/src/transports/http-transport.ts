import { setTimeout as sleep } from "node:timers/promises";
import type { QueueSettings } from "@letsgo/config";
import { Pool } from "undici";
import type { Envelope } from "../envelope.ts";
import { type QueueError, WorkerRefusedError, WorkerUnreachableError } from "../errors.ts";
import { DEFAULT_MAX_MESSAGE_SIZE_BYTES } from "../queue-limits.ts";
import { toDirectRecord } from "./to-direct-record.ts";
import type { Transport } from "./transport.ts";

/**
 * Direct mode: POSTs an SQS event to the worker over kept connections and expects 201. A connection that is refused, or
 * closed before an answer, is tried again for up to 3 s with the same identities: a hot reload must not be a failure.
 */
export function createHttpTransport({ settings }: { settings: QueueSettings }): Transport {
  if (settings.localQueueUrl === undefined)
    throw new TypeError("Expected settings.localQueueUrl to be a URL, got none");
  const url = new URL(settings.localQueueUrl);
  const pool = new Pool(url.origin, {
    connections: MAX_CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });

  return {
    async send(envelopes, { sinceMs = performance.now() } = {}) {
      const toError = await deliver(pool, url, toEventJson(envelopes, settings), sinceMs + RETRY_FOR_MS);
      return envelopes.map(({ messageId }) =>
        toError ? { accepted: false, error: toError({ messageId }) } : { accepted: true },
      );
    },
    async maxMessageSizeBytes() {
      return settings.maxMessageSizeBytes ?? DEFAULT_MAX_MESSAGE_SIZE_BYTES;
    },
    async close() {
      await pool.close();
    },
  };
}

// --- internal ---

/** More calls at once than this wait for a connection; one producer has fewer in flight. */
const MAX_CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 1000;
/** A worker answers before its handler runs; only one that hangs, or stands in a debugger, needs as long as this. */
const ANSWER_TIMEOUT_MS = 10_000;
const RETRY_FOR_MS = 3000;
const RETRY_PAUSE_MS = 50;
const HEADERS = { "content-type": "application/json" };

function toEventJson(envelopes: readonly Envelope[], settings: QueueSettings): string {
  return JSON.stringify({ Records: envelopes.map((envelope) => toDirectRecord(envelope, settings)) });
}

/** An error for each of the messages that shared a POST. */
type ToError = (details: { messageId: string }) => QueueError;

/** @returns why the worker has not accepted the event; undefined where it has */
async function deliver(pool: Pool, url: URL, eventJson: string, deadlineMs: number): Promise<ToError | undefined> {
  for (;;) {
    try {
      return await post(pool, url, eventJson);
    } catch (cause) {
      if (performance.now() + RETRY_PAUSE_MS > deadlineMs) {
        return (details) => new WorkerUnreachableError(url.href, { ...details, cause });
      }
      await sleep(RETRY_PAUSE_MS);
    }
  }
}

/** By `dispatch`, which makes no stream of an answer that nobody reads; a lone call is a fifth faster. */
function post(pool: Pool, url: URL, eventJson: string): Promise<ToError | undefined> {
  return new Promise((resolve, reject) => {
    let statusCode = 0;
    const chunks: Buffer[] = [];
    pool.dispatch(
      { method: "POST", path: url.pathname + url.search, headers: HEADERS, body: eventJson },
      {
        onRequestStart() {},
        onResponseStart(_, status) {
          statusCode = status;
          // 201 is the acceptance: a connection that breaks after it changes nothing.
          if (status === 201) resolve(undefined);
        },
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          if (statusCode === 201) return;
          const text = Buffer.concat(chunks).toString();
          resolve((details) => new WorkerRefusedError(url.href, statusCode, text, details));
        },
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}
