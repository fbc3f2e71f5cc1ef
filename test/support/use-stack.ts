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
  return startStack({ handlers, ...options, env: { LETSGO_STRIPE_TEST_WEBHOOK_KEY: STRIPE_TEST_KEY, ...options.env } });
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
