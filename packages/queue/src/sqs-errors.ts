import { type QueueError, QueueNotFoundError, QueueRefusedError, QueueUnreachableError } from "./errors.ts";

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
  const details = { cause: error, messageId };
  if (isQueueMissing(error)) return new QueueNotFoundError(queue, details);
  const statusCode = statusOf(error);
  const reason = reasonOf(error);
  if (UNREACHABLE.has(reason) || (statusCode !== undefined && statusCode >= 500)) {
    return new QueueUnreachableError(queue, { ...details, statusCode });
  }
  return new QueueRefusedError(queue, reason, { ...details, statusCode, retryable: isThrottling(reason, statusCode) });
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

function statusOf(error: unknown): number | undefined {
  // An answer that is no AWS error at all (a proxy's page) leaves only the raw response.
  const { $metadata, $response } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
