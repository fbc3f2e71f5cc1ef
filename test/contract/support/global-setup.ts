import type { TestProject } from "vitest/node";
import { startEmulator } from "../../../packages/sqs-emulator/src/index.ts";
// By path: a global set-up does not see the sources behind the packages' names.
import { whyNoContainers } from "../../../packages/testing/src/containers/docker.ts";
import { sweepLeftovers } from "../../../packages/testing/src/sweep-leftovers.ts";
import type { FoundEmulator, StartedEmulator } from "./emulators.ts";
import { startFauxqs } from "./start-fauxqs.ts";
import { startLocalStack } from "./start-localstack.ts";

/** Starts the emulators that all test files of the run share, and says which do not run and why. */
export default async function startEmulators(project: TestProject): Promise<() => Promise<void>> {
  const { root } = project.vitest.config;
  await sweepLeftovers(root);
  const whyNot = await whyNoLocalStack();
  const starting = [startOurs(), startFauxqs(root), ...(whyNot === undefined ? [startLocalStack(root)] : [])];
  const settled = await Promise.allSettled(starting);
  const started = settled.filter((each) => each.status === "fulfilled").map(({ value }) => value);
  const stop = async () => void (await Promise.all(started.map((each) => each.stop())));
  const failed = settled.find((each) => each.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  project.provide("emulators", {
    "sqs-emulator": found(started[0]?.endpoint, "it did not start"),
    fauxqs: found(started[1]?.endpoint, "it did not start"),
    localstack: found(started[2]?.endpoint, `no containers: ${whyNot}`),
    elasticmq: found(process.env.ELASTICMQ_URL, "ELASTICMQ_URL is not set"),
  });
  return stop;
}

// --- internal ---

/** Our own, in the process of the run: it ends with it. */
async function startOurs(): Promise<StartedEmulator> {
  const { url, close } = await startEmulator();
  return { endpoint: url, stop: close };
}

/** As `npm test` found it, else as the container engine answers now. */
async function whyNoLocalStack(): Promise<string | undefined> {
  if (process.env.LETSGO_TEST_CONTAINERS === "available") return undefined;
  return process.env.LETSGO_TEST_CONTAINERS_REASON || (await whyNoContainers());
}

function found(endpoint: string | undefined, missing: string): FoundEmulator {
  return endpoint ? { endpoint } : { missing };
}
