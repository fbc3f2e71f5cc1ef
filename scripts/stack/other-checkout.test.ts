import { describe, expect, it } from "vitest";
import { refuseOtherCheckout } from "./other-checkout.ts";

const containerOf = (folder: string, State = "running") => ({
  ID: "1",
  Service: "api",
  State,
  Health: "healthy",
  ExitCode: 0,
  Labels: `com.docker.compose.service=api,com.docker.compose.project.working_dir=${folder},com.docker.compose.version=2`,
});

describe("a start beside a stack of the same name", () => {
  it("is refused where that one is another checkout's, and says what to do", () => {
    expect(() => refuseOtherCheckout([containerOf("/work/one")], "/work/two", "letsgo-local")).toThrow(
      'The stack "letsgo-local" runs already, from the checkout /work/one.',
    );
  });

  it("is fine where it is this one's, has ended, or cannot be told apart", () => {
    const { Labels: _, ...unlabelled } = containerOf("/work/one");

    for (const containers of [[containerOf("/work/two")], [containerOf("/work/one", "exited")], [unlabelled], []]) {
      expect(() => refuseOtherCheckout(containers, "/work/two", "letsgo-local")).not.toThrow();
    }
  });
});
