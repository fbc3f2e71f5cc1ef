import { describe } from "vitest";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { sharedFlows } from "./flows/shared-flows.ts";

describe("the stack without containers, queued", () => {
  const shared = useStack(() => startTestStack({ engine: "processes", mode: "queued" }));

  sharedFlows(shared);
});
