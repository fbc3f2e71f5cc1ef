import { type Environment, processEnvironment } from "../config.ts";
import type { Browser } from "../install/chromium.ts";
import type { Engine } from "../install/engine.ts";

/** How vitest is called. */
export interface VitestCall {
  readonly args: readonly string[];
  /** Do only unit tests run, which need neither containers nor a browser? */
  readonly unitOnly: boolean;
}

const groups: Readonly<Record<string, readonly string[]>> = {
  unit: ["--project", "unit*"],
  e2e: ["--project", "e2e", "test/e2e"],
  // They run inside the suites of the stacks that they need.
  browser: ["--project", "e2e", "-t", "in the browser"],
  contract: ["--project", "contract"],
};

/** Translates the words after `npm test --`: a group's name chooses it, all else goes to vitest. */
export function vitestArguments(words: readonly string[]): VitestCall {
  const args = words.flatMap((word) => (Object.hasOwn(groups, word) ? (groups[word] ?? []) : [word]));
  const named = words.filter((word) => Object.hasOwn(groups, word));
  return { args, unitOnly: named.length > 0 && named.every((word) => word === "unit") };
}

/** The tests' environment: whether containers can run, and which browser there is. */
export function testEnvironment(
  found: { engine: Engine | undefined; browser: Browser | undefined },
  environment: Environment = processEnvironment(),
): Environment {
  const { engine, browser } = found;
  return {
    ...environment,
    LETSGO_TEST_CONTAINERS: engine?.available ? "available" : undefined,
    LETSGO_TEST_CONTAINERS_REASON: engine?.available ? undefined : (engine?.reason ?? "only unit tests were asked for"),
    LETSGO_TEST_CHROMIUM: browser?.available ? browser.path : undefined,
    LETSGO_TEST_CHROMIUM_REASON: browser?.available ? undefined : (browser?.reason ?? "only unit tests were asked for"),
    // Published ports are loopback's, also where testcontainers believes that it runs inside a container.
    TESTCONTAINERS_HOST_OVERRIDE: "127.0.0.1",
    // Its reaper's image would have to come from a registry; the test kit cleans up by itself.
    TESTCONTAINERS_RYUK_DISABLED: "true",
  };
}
