import { randomUUID } from "node:crypto";
import { requireWithin } from "../aws-range.ts";
import type { FunctionOptions } from "../create-invoker.ts";
import { startFunctionTimeout } from "../function-timeout.ts";
import { createFunctionIdentity } from "../lambda-context.ts";
import type { Invoke } from "../mapping-options.ts";
import { toError } from "../to-error.ts";
import { type Environment, startEnvironment } from "./environment.ts";

/** Options of `createThreadInvoker`. */
export interface ThreadInvokerOptions extends FunctionOptions {
  /** The handler as its Lambda function is set, see `loadHandler`. */
  handler: string;
}

/** A function whose invocations run in threads. */
export interface ThreadInvoker {
  invoke: Invoke;
  /**
   * Starts a first thread, so that a handler that cannot be loaded shows at once.
   *
   * @throws {Error} With the fields of HandlerLoadError.
   */
  load(): Promise<void>;
  /** Ends all threads, and what runs in them. */
  close(): Promise<void>;
}

/**
 * Runs a handler in threads, one invocation at a time in each, as Lambda does in its execution environments: module state
 * is never shared by two running invocations, and an invocation that times out is ended, its thread with it. Threads are
 * started when needed and used again; there are as many as invocations have run at once.
 *
 * @throws {InvalidParameterValueError} Timeout or memory outside Lambda's range.
 *
 * @example
 * const { invoke, close } = createThreadInvoker({ handler: "./dist/index.handler", functionName: "orders", region: "us-west-2" });
 */
export function createThreadInvoker(options: ThreadInvokerOptions): ThreadInvoker {
  const { handler, functionTimeoutSeconds = 3, memoryMegabytes = 128, accountId = "000000000000" } = options;
  requireWithin("timeout", functionTimeoutSeconds, 1, 900);
  requireWithin("memorySize", memoryMegabytes, 128, 10_240);
  const environments = new Set<Environment>();
  const idle: Environment[] = [];

  function start(): Environment {
    const identity = createFunctionIdentity({ ...options, accountId, memoryMegabytes });
    const environment = startEnvironment({ handler, identity });
    environments.add(environment);
    return environment;
  }
  async function end(environment: Environment): Promise<void> {
    environments.delete(environment);
    await environment.terminate();
  }

  return {
    async invoke(event) {
      const environment = idle.pop() ?? start();
      await environment.loaded.catch(() => {}); // the function's time begins once it is loaded
      const awsRequestId = randomUUID();
      const timeout = startFunctionTimeout(awsRequestId, functionTimeoutSeconds);
      const deadlineAt = Date.now() + timeout.remainingMs();
      try {
        const response = environment.invoke({ event, awsRequestId, deadlineAt });
        return await Promise.race([response, timeout.reached]);
      } catch (thrown) {
        if (timeout.remainingMs() === 0) await end(environment);
        throw toError(thrown);
      } finally {
        timeout.clear();
        if (environments.has(environment) && environment.isUsable()) idle.push(environment);
        else await end(environment);
      }
    },
    async load() {
      const environment = start();
      try {
        await environment.loaded;
        idle.push(environment);
      } catch (thrown) {
        await end(environment);
        throw thrown;
      }
    },
    async close() {
      await Promise.all([...environments].map(end));
    },
  };
}
