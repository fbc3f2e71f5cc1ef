import { inspect } from "node:util";
import type { SQSEvent } from "aws-lambda";
import type { FunctionIdentity } from "../lambda-context.ts";

/** What a thread is given when it starts. */
export interface ThreadData {
  /** The setting, like `./dist/index.handler`. */
  handler: string;
  identity: FunctionIdentity;
}

/** To the thread, one at a time. */
export interface InvocationRequest {
  event: SQSEvent;
  awsRequestId: string;
  /** When the function times out, epoch milliseconds. */
  deadlineAt: number;
}

/** From the thread: once for the handler's loading, then once for each request. */
export type ThreadAnswer = { response: unknown } | { error: ThreadError };

/** An error as it goes from one thread to another, which leaves its class behind. */
export interface ThreadError {
  name: string;
  message: string;
  /** The stack with all that hangs on the error: its cause, and fields like Powertools' `recordErrors`. */
  stack: string;
  code: string | undefined;
}

export function toThreadError(error: Error & { code?: unknown }): ThreadError {
  const { name, message, code } = error;
  return { name, message, stack: inspect(error), code: code === undefined ? undefined : String(code) };
}

export function fromThreadError({ name, message, stack, code }: ThreadError): Error {
  return Object.assign(new Error(message), { name, stack, ...(code !== undefined && { code }) });
}
