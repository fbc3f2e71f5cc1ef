import { whyNoContainers } from "@letsgo/testing";
import { describe, test } from "vitest";

/**
 * A suite that needs containers. Where none can run it is skipped, with the reason in its name; with CI=true, where
 * containers are a must, it fails with the reason.
 */
export function describeOnContainers(name: string, suite: () => void): void {
  if (reason === undefined) describe(name, suite);
  else if (process.env.CI === "true") describe(name, () => void test("containers can run here", () => fail(reason)));
  else describe.skip(`${name} (skipped: no containers: ${reason})`, suite);
}

// --- internal ---

/** Why no containers can run here: as `npm test` found it, else as the engine answers now. */
const reason =
  process.env.LETSGO_TEST_CONTAINERS === "available"
    ? undefined
    : process.env.LETSGO_TEST_CONTAINERS_REASON || (await whyNoContainers());

function fail(why: string): never {
  throw new Error(`Expected containers to run, since CI=true, got none: ${why}`);
}
