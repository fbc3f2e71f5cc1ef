import { createProducer, type Producer } from "@letsgo/queue";
import { type Stack, type StackOptions, startStack } from "@letsgo/testing";
import { afterAll, beforeAll } from "vitest";

/** Stripe's webhook secret of the tests' stacks. */
export const STRIPE_TEST_KEY = "whsec_of_the_end_to_end_tests";

/** A stack that the tests of a suite share, and a producer on this machine that sends to it. */
export interface SharedStack {
  readonly stack: Stack;
  readonly producer: Producer;
}

/** The handlers that the tests add to the worker's. */
const handlers = new URL("./handlers.ts", import.meta.url);

/** Starts a stack, by default with the tests' own handlers. */
export function startTestStack(options: StackOptions): Promise<Stack> {
  const env = {
    LETSGO_STRIPE_TEST_WEBHOOK_KEY: STRIPE_TEST_KEY,
    ...(options.mode === "direct" && patience),
    ...options.env,
  };
  return startStack({ handlers, ...options, env });
}

/** Starts a stack before the suite's tests and ends it after them; its parts exist while tests run. */
export function useStack(start: () => Promise<Stack>): SharedStack {
  let shared: SharedStack | undefined;
  beforeAll(async () => {
    const stack = await start();
    shared = { stack, producer: createProducer({ settings: stack.settings }) };
  });
  afterAll(async () => {
    await shared?.producer.close();
    await shared?.stack[Symbol.asyncDispose]();
  });
  const now = () => {
    if (!shared) throw new TypeError("Expected a test to run, got a use of the stack outside of one.");
    return shared;
  };
  return {
    get stack() {
      return now().stack;
    },
    get producer() {
      return now().producer;
    },
  };
}

// --- internal ---

/** Directly nothing is tried again, so that a handler on a busy machine may take its time, and no test waits for it. */
const patience = { LETSGO_WORKER_FUNCTION_TIMEOUT: "10", LETSGO_WORKER_VISIBILITY_TIMEOUT: "10" };
