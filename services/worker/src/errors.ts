import { quotedStart } from "@letsgo/queue/receive";

/** Everything that the worker throws by itself; `code` is constant per class. */
export abstract class WorkerError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** No message handler is registered for the type. Retrying cannot help until one is; the message's way is the dead-letter queue. */
export class UnknownTypeError extends WorkerError {
  readonly code = "UNKNOWN_TYPE";
  readonly type: string;

  constructor(type: string) {
    super(
      `Expected type to be one that a message handler is registered for, got ${quotedStart(type)}. Register it in handlers/index.ts.`,
    );
    this.type = type;
  }
}

/** The message's handler had not ended shortly before the function timeout; what it does afterwards does not count. */
export class TaskTimeoutError extends WorkerError {
  readonly code = "TASK_TIMEOUT";
  readonly messageId: string;
  /** The message's type; undefined where the record was not open by then. */
  readonly type: string | undefined;

  constructor({ messageId, type, elapsedMs }: { messageId: string; type: string | undefined; elapsedMs: number }) {
    super(`Task timed out after ${(elapsedMs / 1000).toFixed(2)} seconds (handler of ${type ?? "a message"})`);
    this.messageId = messageId;
    this.type = type;
  }
}

/** What the handler was called with is neither an SQS event nor a scheduled event. */
export class InvalidEventError extends WorkerError {
  readonly code = "INVALID_EVENT";

  constructor(reason: string) {
    super(`Expected an SQS event or a scheduled event, got neither: ${reason}`);
  }
}

/** A schedule that cannot be kept; the start stops on it. */
export class InvalidScheduleError extends WorkerError {
  readonly code = "INVALID_SCHEDULE";
  /** Which of the two settings is at fault. */
  readonly part: "expression" | "timezone";

  constructor(part: "expression" | "timezone", message: string, options?: ErrorOptions) {
    super(message, options);
    this.part = part;
  }
}

/** The module of LETSGO_WORKER_HANDLERS cannot be used; the start stops on it. */
export class InvalidHandlersError extends WorkerError {
  readonly code = "INVALID_HANDLERS";
  readonly module: string;

  constructor(module: string, message: string, options?: ErrorOptions) {
    super(`LETSGO_WORKER_HANDLERS: ${message}`, options);
    this.module = module;
  }
}
