/** The emulator cannot start, or go on, as it was asked to. */
export class EmulatorError extends Error {
  readonly code: "InvalidOption" | "CannotListen" | "CannotOpenData" | "CannotWriteData";

  constructor(code: EmulatorError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmulatorError";
    this.code = code;
  }
}

/** A call that SQS refuses: `name` as the SDK gives it, `code` as the older query protocol has it. */
export class SqsError extends Error {
  /** The error's shape in AWS's model, which the answer's `__type` names. */
  readonly shape: string;
  readonly code: string;
  readonly status: number;

  constructor(shape: string, message: string, { code = shape, status = 400 }: { code?: string; status?: number } = {}) {
    super(message);
    this.name = shape;
    this.shape = shape;
    this.code = code;
    this.status = status;
  }

  /** Whether the call is at fault rather than the service. */
  get isSendersFault(): boolean {
    return this.status < 500;
  }
}

const legacy = (name: string) => `AWS.SimpleQueueService.${name}`;

/** A parameter's value is not one that SQS takes. */
export const invalidParameter = (message: string) =>
  new SqsError("InvalidParameterValueException", message, { code: "InvalidParameterValue" });

/** @param reason a sentence, in AWS's words */
export const invalidValue = (name: string, value: string | number, reason: string) =>
  invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);

export const missingParameter = (name: string) =>
  new SqsError("MissingRequiredParameterException", `The request must contain the parameter ${name}.`, {
    code: "MissingParameter",
  });

export const invalidAttributeName = (message: string) => new SqsError("InvalidAttributeName", message);

export const unknownAttribute = (name: string) => invalidAttributeName(`Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string, reason?: string) =>
  new SqsError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}.${reason ? ` Reason: ${reason}` : ""}`,
  );

export const queueDoesNotExist = () =>
  new SqsError("QueueDoesNotExist", "The specified queue does not exist.", { code: legacy("NonExistentQueue") });

export const resourceNotFound = (message: string) =>
  new SqsError("ResourceNotFoundException", message, { status: 404 });

export const receiptHandleIsInvalid = (handle: string) =>
  new SqsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);

/** AWS's name for what is too much; `message` says of what, and how to have more. */
export const overLimit = (message: string) => new SqsError("OverLimit", message, { status: 403 });

/** One of the errors whose code in the query protocol has a prefix. */
export const serviceError = (name: string, message: string, status = 400) =>
  new SqsError(name, message, { code: legacy(name), status });
