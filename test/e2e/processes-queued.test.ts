import { describe } from "vitest";
import { useCollector } from "../support/use-collector.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { sharedFlows } from "./flows/shared-flows.ts";
import { spanFlows } from "./flows/spans.ts";

describe("the stack without containers, queued", () => {
  const collector = useCollector();
  const shared = useStack(() => startTestStack({ engine: "processes", mode: "queued", env: collector.environment }));

  sharedFlows(shared);
  describe("a collector", () => spanFlows(shared, collector));
});
