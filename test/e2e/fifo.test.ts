import { describe } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { fifoFlow } from "./flows/fifo.ts";

// One message a batch: what comes back in one batch with a failed message spends its deliveries with it, as on AWS.
const env = { LETSGO_QUEUE_NAME: "letsgo-main-worker.fifo", LETSGO_WORKER_BATCH_SIZE: "1" };

describeOnContainers("the stack in containers, with a FIFO queue", () => {
  fifoFlow(useStack(() => startTestStack({ engine: "containers", mode: "queued", env })));
});

describe("the stack without containers, with a FIFO queue", () => {
  fifoFlow(useStack(() => startTestStack({ engine: "processes", mode: "queued", env })));
});
