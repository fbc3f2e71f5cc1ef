import { randomUUID } from "node:crypto";
import type { Handler, SQSEvent } from "aws-lambda";
import { requireWithin } from "./aws-range.ts";
import { callHandler } from "./call-handler.ts";
import { startFunctionTimeout } from "./function-timeout.ts";
import { toJsonForm } from "./json-form.ts";
import { createFunctionIdentity } from "./lambda-context.ts";
import type { Invoke } from "./mapping-options.ts";
import { toError } from "./to-error.ts";

/** The function as its Lambda configuration describes it. */
export interface FunctionOptions {
  /** Name for `context.functionName`, the function's ARN and its log group. */
  functionName: string;
  /** Seconds that one invocation may run, 1 to 900; not observed while a debugger is attached. @default 3 */
  functionTimeoutSeconds?: number;
  /** What `context.memoryLimitInMB` says, 128 to 10,240; nothing is limited by it. @default 128 */
  memoryMegabytes?: number;
  /** Region in the function's ARN. */
  region: string;
  /** Account in the function's ARN. @default "000000000000" */
  accountId?: string;
}

/** Options of `createInvoker`. */
export interface InvokerOptions<TEvent = SQSEvent> extends FunctionOptions {
  /**
   * A Lambda handler, async or callback style. It has finished when its promise settles, or when it calls the callback
   * or one of `context.done`, `fail`, `succeed`. One that takes no more than the event and returns no promise has
   * finished when it returns. Lambda's wait for an empty event loop cannot be had inside a shared process.
   */
  handler: Handler<TEvent, unknown>;
}

/**
 * Makes an `Invoke` that calls a handler inside this process with a real Lambda context. Invocations share the process
 * and the handler's module: they may overlap, and one that has timed out cannot be stopped, it is only not waited for.
 * Where a handler counts on one invocation at a time, as Lambda has it, use `createThreadInvoker`.
 *
 * The invocation rejects with what the handler threw, with `FunctionTimeoutError`, or with
 * `UnserializableResponseError`; it resolves with the response's JSON form, null for undefined.
 *
 * @throws {InvalidParameterValueError} Timeout or memory outside Lambda's range.
 *
 * @example
 * const invoke = createInvoker({ handler, functionName: "orders", functionTimeoutSeconds: 10, region: "us-west-2" });
 * const response = await invoke({ Records: [record] });
 */
export function createInvoker<TEvent = SQSEvent>(options: InvokerOptions<TEvent>): Invoke<TEvent> {
  const { handler, functionTimeoutSeconds = 3, memoryMegabytes = 128 } = options;
  requireWithin("timeout", functionTimeoutSeconds, 1, 900);
  requireWithin("memorySize", memoryMegabytes, 128, 10_240);
  const identity = createFunctionIdentity({ accountId: "000000000000", ...options, memoryMegabytes });
  return async (event) => {
    const awsRequestId = randomUUID();
    const timeout = startFunctionTimeout(awsRequestId, functionTimeoutSeconds);
    try {
      const called = callHandler(handler, event, { ...identity, awsRequestId, remainingMs: timeout.remainingMs });
      const response = await Promise.race([called, timeout.reached]);
      timeout.requireInTime();
      return toJsonForm(response, awsRequestId);
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      timeout.clear();
    }
  };
}
