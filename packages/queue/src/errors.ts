import { isRetryableStatus, wordsOf } from "./error-words.ts";

/** One fault of a field, as forms and API answers show it. */
export interface FieldIssue {
  /** Path from the message, for example `payload.email`; `type` and `payload` are the message's own fields. */
  readonly field: string;
  /** What was expected and what was found. */
  readonly message: string;
}

/** What every error of this package may carry. */
export interface QueueErrorDetails {
  readonly messageId?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Everything that `@letsgo/queue` throws by itself.
 *
 * Bad input (`retryable: false`) is the caller's to mend; a transport's failure (`retryable: true`) may be tried again
 * as it stands.
 */
export abstract class QueueError extends Error {
  /** Constant per class, for programs. */
  abstract readonly code: string;
  /** May the same call succeed later, with nothing changed? */
  readonly retryable: boolean;
  /** The message's identity, once it had one. */
  readonly messageId: string | undefined;

  constructor(message: string, retryable: boolean, details: QueueErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.retryable = retryable;
    this.messageId = details.messageId;
  }
}

/** The message is not JSON, has no proper type, or its payload is not what its type's schema says. Nothing was sent. */
export class InvalidMessageError extends QueueError {
  readonly code = "INVALID_MESSAGE";
  /** Every fault that was found, with its path. */
  readonly issues: readonly FieldIssue[];

  constructor(issues: readonly FieldIssue[], details: QueueErrorDetails = {}) {
    super(issues.map(({ field, message }) => `${field}: ${message}`).join("\n"), false, details);
    this.issues = issues;
  }
}

/** `delaySeconds` is not a whole number in range. Nothing was sent. */
export class InvalidDelayError extends QueueError {
  readonly code = "INVALID_DELAY";
  readonly value: unknown;

  constructor(value: unknown, maxDelaySeconds: number) {
    const got = typeof value === "string" ? JSON.stringify(value) : String(value);
    super(
      maxDelaySeconds === 0
        ? `Expected delaySeconds to be 0 or left out on a FIFO queue, got ${got}. Give the queue itself a delay.`
        : `Expected delaySeconds to be a whole number from 0 to ${maxDelaySeconds}, got ${got}. Round it, or leave it out.`,
      false,
    );
    this.value = value;
  }
}

/** The options are no object, or hold one that does not exist and would be ignored. Nothing was sent. */
export class InvalidOptionError extends QueueError {
  readonly code = "INVALID_OPTION";
  /** The unknown option's name; undefined where the options as a whole are wrong. */
  readonly option: string | undefined;

  constructor(option: string | undefined, message: string) {
    super(message, false);
    this.option = option;
  }
}

/** `groupId` or `deduplicationId` is missing, not for this kind of queue, or not what SQS takes. Nothing was sent. */
export class InvalidGroupError extends QueueError {
  readonly code = "INVALID_GROUP";
  readonly option: "groupId" | "deduplicationId";

  constructor(option: "groupId" | "deduplicationId", message: string) {
    super(message, false);
    this.option = option;
  }
}

/** One of the caller's attributes is not what SQS takes. Nothing was sent. */
export class InvalidAttributeError extends QueueError {
  readonly code = "INVALID_ATTRIBUTE";
  /** The attribute's name; undefined where the attributes as a whole are wrong. */
  readonly attribute: string | undefined;

  constructor(attribute: string | undefined, message: string) {
    super(message, false);
    this.attribute = attribute;
  }
}

/** Body and attributes together weigh more than the queue takes. Found before sending, or said by SQS. */
export class MessageTooLargeError extends QueueError {
  readonly code = "MESSAGE_TOO_LARGE";
  /** What the queue takes, in bytes. */
  readonly limitBytes: number;
  /** What body and attributes (names, types, values) weigh together, in bytes of UTF-8. */
  readonly totalBytes: number;
  /** The body's share of `totalBytes`. */
  readonly bodyBytes: number;

  constructor(size: { limitBytes: number; totalBytes: number; bodyBytes: number }, details: QueueErrorDetails = {}) {
    super(
      `Expected message to be at most ${size.limitBytes} bytes with its attributes, got ${size.totalBytes} ` +
        `(body ${size.bodyBytes}). Send less, or set LETSGO_PAYLOAD_BUCKET: the payload then travels by S3.`,
      false,
      details,
    );
    this.limitBytes = size.limitBytes;
    this.totalBytes = size.totalBytes;
    this.bodyBytes = size.bodyBytes;
  }
}

/** Direct mode: no worker answered. It may have taken the message all the same, so a second try may be a duplicate. */
export class WorkerUnreachableError extends QueueError {
  readonly code = "WORKER_UNREACHABLE";
  readonly url: string;

  constructor(url: string, details: QueueErrorDetails) {
    super(
      `Expected a worker to answer at ${url}, got ${wordsOf(details.cause)}. Start it, or switch to queued mode.`,
      true,
      details,
    );
    this.url = url;
  }
}

/** Direct mode: the worker answered, but not 201. Retryable where the status is 5xx or 429. */
export class WorkerRefusedError extends QueueError {
  readonly code = "WORKER_REFUSED";
  readonly url: string;
  readonly statusCode: number;
  /** The answer's body, cut at 1,000 characters. */
  readonly responseText: string;

  constructor(url: string, statusCode: number, responseText: string, details: QueueErrorDetails = {}) {
    const text = responseText.slice(0, 1000);
    super(
      `Expected the worker at ${url} to answer 201, got ${statusCode}${text && `: ${text}`}`,
      isRetryableStatus(statusCode),
      details,
    );
    this.url = url;
    this.statusCode = statusCode;
    this.responseText = text;
  }
}

/** Queued mode: SQS did not answer, or only with a server's error. It may have taken the message all the same. */
export class QueueUnreachableError extends QueueError {
  readonly code: string = "QUEUE_UNREACHABLE";
  /** The queue's URL or name, or the endpoint. */
  readonly queue: string;
  /** HTTP status, if there was an answer. */
  readonly statusCode: number | undefined;

  constructor(queue: string, details: QueueErrorDetails & { statusCode?: number | undefined; message?: string } = {}) {
    super(
      details.message ??
        `Expected SQS to answer for ${queue}, got ${wordsOf(details.cause)}. Check that it runs and that AWS_ENDPOINT_URL_SQS names it.`,
      true,
      details,
    );
    this.queue = queue;
    this.statusCode = details.statusCode;
  }
}

/** Queued mode: there is no such queue (yet), and where the endpoint is AWS none is created. It is looked for again. */
export class QueueNotFoundError extends QueueUnreachableError {
  override readonly code = "QUEUE_NOT_FOUND";

  constructor(queue: string, details: QueueErrorDetails = {}) {
    super(queue, {
      ...details,
      message:
        `Expected queue ${queue} to exist, got none. On an emulator the next message makes it, or a worker that polls; ` +
        "elsewhere deploy it, or set LETSGO_QUEUE_URL or LETSGO_QUEUE_NAME.",
    });
  }
}

/** Neither URL nor name is set, and several queues are tagged for the deployment. */
export class SeveralQueuesError extends QueueError {
  readonly code = "SEVERAL_QUEUES";
  readonly queueUrls: readonly string[];

  constructor(deployment: string, queueUrls: readonly string[]) {
    super(
      `Expected one queue to be tagged LetsGoDeployment=${deployment}, got ${queueUrls.join(" and ")}. Set LETSGO_QUEUE_URL.`,
      false,
    );
    this.queueUrls = queueUrls;
  }
}

/** SQS answered and refused (rights, credentials, parameters), and no class above says it better. */
export class QueueRefusedError extends QueueError {
  readonly code = "QUEUE_REFUSED";
  readonly queue: string;
  /** SQS's or the SDK's own name of the fault, for example `AccessDenied`. */
  readonly reason: string;
  readonly statusCode: number | undefined;

  constructor(
    queue: string,
    reason: string,
    details: QueueErrorDetails & {
      retryable?: boolean;
      statusCode?: number | undefined;
      text?: string | undefined;
    } = {},
  ) {
    const text = details.text ?? (details.cause === undefined ? "" : wordsOf(details.cause));
    super(
      `Expected SQS to take the call for ${queue}, got ${reason}${text && `: ${text}`}`,
      details.retryable ?? false,
      details,
    );
    this.queue = queue;
    this.reason = reason;
    this.statusCode = details.statusCode;
  }
}

/** S3 did not store or give a payload that is too large for the queue. Where it was to be sent, nothing was. */
export class PayloadStoreError extends QueueError {
  readonly code = "PAYLOAD_STORE";
  readonly bucket: string;
  readonly key: string;
  /** S3's or the SDK's own name of the fault, for example `AccessDenied`. */
  readonly reason: string;

  constructor(
    fault: { bucket: string; key: string; reason: string; retryable: boolean },
    details: QueueErrorDetails = {},
  ) {
    super(
      `Expected S3 bucket ${fault.bucket} to answer for ${fault.key}, got ${fault.reason}. ` +
        "Check LETSGO_PAYLOAD_BUCKET and AWS_ENDPOINT_URL_S3.",
      fault.retryable,
      details,
    );
    this.bucket = fault.bucket;
    this.key = fault.key;
    this.reason = fault.reason;
  }
}

/** `enqueue` was called after `close`. */
export class ProducerClosedError extends QueueError {
  readonly code = "PRODUCER_CLOSED";

  constructor() {
    super("Expected the producer to be open, got a call after close(). Create another one.", false);
  }
}

/** The producer holds as many messages, or bytes, as it may without having been able to send them. Nothing was sent. */
export class QueueFullError extends QueueError {
  readonly code = "QUEUE_FULL";
  /** Messages that the producer holds unsent. */
  readonly unsentMessages: number;
  /** Their bytes, as SQS counts them. */
  readonly unsentBytes: number;

  constructor(
    held: { messages: number; bytes: number; maxMessages: number; maxBytes: number },
    details: QueueErrorDetails = {},
  ) {
    super(
      `Expected at most ${held.maxMessages} messages and ${held.maxBytes} bytes to be unsent, got ${held.messages} and ` +
        `${held.bytes}. Send more slowly, or use enqueueMany, which waits for room.`,
      true,
      details,
    );
    this.unsentMessages = held.messages;
    this.unsentBytes = held.bytes;
  }
}
