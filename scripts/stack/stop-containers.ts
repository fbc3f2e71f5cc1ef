import type { Step } from "../cli/steps.ts";
import { stackEnvironment } from "../config.ts";
import { addressOf, type ComposeContainer, compose } from "./compose.ts";
import { countLeftovers, describeLeftovers } from "./leftovers.ts";

/**
 * Ends the stack in containers, worker first, and tells what was left in its queue.
 *
 * @param graceSeconds how long the worker may take for what it has in hand
 */
export async function stopContainers(
  containers: readonly ComposeContainer[],
  { step, graceSeconds }: { step: Step; graceSeconds: number },
): Promise<void> {
  if (containers.some(({ Service, State }) => Service === "worker" && State === "running")) {
    await step(`Worker finishes what it has in hand (up to ${graceSeconds} s)`, () =>
      compose(["stop", "-t", String(graceSeconds), "worker"]),
    );
  }
  const localstack = await addressOf("localstack");
  if (localstack) console.log(describeLeftovers(await countLeftovers(environmentFor(localstack))));
  await step("Containers stop (docker compose down)", (report) => compose(["down"], { onLine: report }));
  console.log("Stopped.");
}

// --- internal ---

function environmentFor(endpoint: string): Record<string, string | undefined> {
  return {
    ...stackEnvironment(),
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    LETSGO_QUEUE_MODE: "queued",
    LETSGO_QUEUE_URL: undefined,
  };
}
