import type { Context, Handler } from "aws-lambda";
import { createContext, type Invocation } from "./lambda-context.ts";

/**
 * Calls a handler as Lambda's Node.js runtimes do and settles with its outcome: the promise it returns, or the first
 * call of the callback or of a legacy function of the context.
 */
export function callHandler<TEvent>(
  handler: Handler<TEvent, unknown>,
  event: TEvent,
  invocation: Invocation,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: Context["done"] = (error, result) => {
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    const returned: unknown = handler(event, createContext(invocation, done), (error, result) =>
      done(error as Error | undefined, result),
    );
    if (isThenable(returned)) returned.then(resolve, reject);
    else if (handler.length < parametersToFinishLater) resolve(returned);
  });
}

// --- internal ---

/** With the context or the callback at hand a handler may finish after it has returned. */
const parametersToFinishLater = 2;

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
