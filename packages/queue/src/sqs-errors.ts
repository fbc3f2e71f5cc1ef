import {
  PayloadStoreError,
  QueueError,
  QueueNotFoundError,
  QueueRefusedError,
  QueueUnreachableError,
  WorkerUnreachableError,
} from "./errors.ts";

/** The call's name of its fault, without what emulators put around it (`AWS.SimpleQueueService.`, `…Exception`). */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // A socket's error has the same code under many names: Error, TimeoutError, AggregateError.
  const code = (error as NodeJS.ErrnoException).code;
  return code !== undefined && UNREACHABLE.has(code) ? code : toReason(error.name);
}

/** As {@link reasonOf}, for the `Code` of a batch's failed entry. */
export function toReason(name: string): string {
  return name.replace(/^AWS\.SimpleQueueService\./, "").replace(/Exception$/, "");
}

/** Is there no such queue? */
export function isQueueMissing(error: unknown): boolean {
  return MISSING_QUEUE.has(reasonOf(error));
}

/** Does this SQS not know the call at all? */
export function isUnsupported(error: unknown): boolean {
  return UNSUPPORTED.has(reasonOf(error));
}

/** Does the queue exist with other attributes? */
export function isQueueExisting(error: unknown): boolean {
  return EXISTING_QUEUE.has(reasonOf(error));
}

/**
 * An SDK's error as one of ours.
 *
 * @param queue the queue's name or URL, for the message
 */
export function toQueueError(error: unknown, queue: string, messageId?: string): QueueError {
  if (error instanceof QueueError) return error;
  const details = { cause: error, messageId };
  if (isQueueMissing(error)) return new QueueNotFoundError(queue, details);
  const statusCode = statusOf(error);
  const reason = reasonOf(error);
  if (UNREACHABLE.has(reason) || (statusCode !== undefined && statusCode >= 500)) {
    return new QueueUnreachableError(queue, { ...details, statusCode });
  }
  return new QueueRefusedError(queue, reason, { ...details, statusCode, retryable: isThrottling(reason, statusCode) });
}

/** S3's error as one of ours. */
export function toPayloadStoreError(error: unknown, bucket: string, key: string): QueueError {
  const reason = reasonOf(error);
  const statusCode = statusOf(error);
  const refused = statusCode !== undefined && statusCode < 500 && !isThrottling(reason, statusCode);
  // A bucket may be deployed later, as a queue may.
  return new PayloadStoreError(
    { bucket, key, reason, retryable: !refused || reason === "NoSuchBucket" },
    { cause: error },
  );
}

/**
 * May SQS, or the worker, have taken a message though the call for it failed? An answer rules that out, and so does a
 * connection that was never made.
 */
export function isAmbiguous(error: QueueError): boolean {
  const unanswered =
    error instanceof WorkerUnreachableError ||
    (error instanceof QueueUnreachableError &&
      error.statusCode === undefined &&
      !(error instanceof QueueNotFoundError));
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return unanswered && !NEVER_CONNECTED.has(String(code));
}

/**
 * The limit that SQS names where it refuses a message for its size: 0 where it names none, undefined where it refuses
 * for another reason.
 */
export function refusedSizeLimit(reason: string, message: string | undefined): number | undefined {
  const limit = message?.match(/must be shorter than (\d+) bytes|cannot be longer than (\d+) bytes/i);
  if (limit) return Number(limit[1] ?? limit[2]);
  return reason === "BatchRequestTooLong" ? 0 : undefined;
}

/** Is it a call that may simply be made again later? */
export function isThrottling(reason: string, statusCode?: number): boolean {
  return statusCode === 429 || /throttl|TooManyRequests|SlowDown|OverLimit/i.test(reason);
}

// --- internal ---

// Emulators and SDK versions name one thing differently; each meaning has its list.
const MISSING_QUEUE = new Set(["QueueDoesNotExist", "NonExistentQueue"]);
const EXISTING_QUEUE = new Set(["QueueNameExists", "QueueAlreadyExists"]);
const UNSUPPORTED = new Set(["InvalidAction", "UnsupportedOperation", "UnknownOperation", "NotImplemented"]);
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "TimeoutError",
  "AbortError",
]);

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function statusOf(error: unknown): number | undefined {
  // An answer that is no AWS error at all (a proxy's page) leaves only the raw response.
  const { $metadata, $response } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
