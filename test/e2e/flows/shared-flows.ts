import { describe } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";
import { badMessageFlows } from "./bad-messages.ts";
import { contactFlows } from "./contact.ts";
import { delayFlows } from "./delay.ts";
import { enqueueFlows } from "./enqueue.ts";
import { guardFlows } from "./guard.ts";
import { largeFlows } from "./large.ts";
import { longDelayFlows } from "./long-delay.ts";
import { retryFlows } from "./retry.ts";
import { stripeFlows } from "./stripe.ts";
import { traceFlows } from "./trace.ts";

/** The flows that run on every engine in both modes. They wait rather than work, so they run side by side. */
export function sharedFlows(shared: SharedStack): void {
  describe.concurrent("a message", () => {
    contactFlows(shared);
    stripeFlows(shared);
    enqueueFlows(shared);
    delayFlows(shared);
    longDelayFlows(shared);
    badMessageFlows(shared);
    retryFlows(shared);
    largeFlows(shared);
    traceFlows(shared);
  });
  // After the others: it looks at every message that comes.
  describe("a hostile request", () => guardFlows(shared));
}
