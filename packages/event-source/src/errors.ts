/** Everything this package throws is one of these; `code` is stable, `message` is for people. */
export class EventSourceError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** An option lies outside the range that AWS allows; the text is AWS's own where it is known. */
export class InvalidParameterValueError extends EventSourceError {
  constructor(message: string) {
    super("InvalidParameterValueException", message);
  }
}

/** The queue answered, but not with what a queue answers. */
export class InvalidQueueError extends EventSourceError {
  readonly queueUrl: string;

  constructor(queueUrl: string, message: string) {
    super("InvalidQueue", message);
    this.queueUrl = queueUrl;
  }
}

/** `start` was called on a mapping that has been stopped. */
export class MappingStoppedError extends EventSourceError {
  constructor() {
    super("MappingStopped", "Expected the mapping to be startable, got a stopped one; create a new one instead");
  }
}

/** The handler ran longer than the function timeout; its messages come back after their visibility timeout. */
export class FunctionTimeoutError extends EventSourceError {
  readonly awsRequestId: string;
  readonly functionTimeoutSeconds: number;

  constructor(awsRequestId: string, functionTimeoutSeconds: number) {
    super("Sandbox.Timedout", `Task timed out after ${functionTimeoutSeconds.toFixed(2)} seconds`);
    this.awsRequestId = awsRequestId;
    this.functionTimeoutSeconds = functionTimeoutSeconds;
  }
}

/** The handler's file cannot be found or loaded, or exports no such function; `code` is Lambda's error type. */
export class HandlerLoadError extends EventSourceError {
  /** The setting, like `./dist/index.handler`. */
  readonly handler: string;

  constructor(code: string, handler: string, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.handler = handler;
  }
}

/** The handler's thread ended in the middle of an invocation, by `process.exit` or for want of memory. */
export class FunctionExitError extends EventSourceError {
  readonly awsRequestId: string;
  readonly exitCode: number;

  constructor(awsRequestId: string, exitCode: number) {
    super("Runtime.ExitError", `RequestId: ${awsRequestId} Error: Runtime exited with error: exit status ${exitCode}`);
    this.awsRequestId = awsRequestId;
    this.exitCode = exitCode;
  }
}

/** What the handler returned has no JSON form (a BigInt, a cycle); Lambda fails such an invocation. */
export class UnserializableResponseError extends EventSourceError {
  readonly awsRequestId: string;

  constructor(awsRequestId: string, options: ErrorOptions) {
    super("Runtime.MarshalError", "Unable to stringify response body", options);
    this.awsRequestId = awsRequestId;
  }
}

/** With `ReportBatchItemFailures`: a response that AWS takes for a complete failure (C17); nothing is deleted. */
export class InvalidBatchResponseError extends EventSourceError {
  constructor(message: string) {
    super("InvalidBatchResponse", message);
  }
}

/** SQS refused one entry of a batch request; `code` is SQS's own. */
export class BatchEntryError extends EventSourceError {
  readonly messageId: string;
  /** True when sending it again cannot help. */
  readonly senderFault: boolean;

  constructor(messageId: string, entry: { code: string; detail: string; senderFault: boolean }) {
    super(entry.code, entry.detail);
    this.messageId = messageId;
    this.senderFault = entry.senderFault;
  }
}
