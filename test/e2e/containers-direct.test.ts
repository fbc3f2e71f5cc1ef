import { consoleInBrowser } from "../browser/console/flows/console-in-browser.ts";
import { contactInBrowser } from "../browser/contact-in-browser.ts";
import { describeOnContainers } from "../support/containers.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { sharedFlows } from "./flows/shared-flows.ts";

describeOnContainers("the stack in containers, direct", () => {
  const shared = useStack(() => startTestStack({ engine: "containers", mode: "direct" }));

  sharedFlows(shared);
  contactInBrowser(shared);
  consoleInBrowser(shared);
});
