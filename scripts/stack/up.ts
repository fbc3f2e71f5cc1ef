import { setTimeout as sleep } from "node:timers/promises";
import { ProgramError } from "../cli/errors.ts";
import { tryRun } from "../cli/run.ts";
import type { Step } from "../cli/steps.ts";
import { together } from "../cli/together.ts";
import { projectName } from "../config.ts";
import { fatalReasonOf } from "../logs/fatal.ts";
import { type ComposeContainer, compose, composeContainers, tryCompose } from "./compose.ts";
import { composeEnvironment } from "./compose-environment.ts";
import { explainFailure } from "./explain-failure.ts";
import { linesSince } from "./lines-since.ts";
import { refuseOtherCheckout } from "./other-checkout.ts";

/**
 * Starts the stack in containers and waits until it is healthy. A service that says why it cannot start ends the wait at
 * once. Interrupted or failed, it takes down what it has started.
 *
 * @throws {ScriptError} with the reasons of the services that failed
 */
export async function startContainers(step: Step, signal: AbortSignal): Promise<void> {
  const before = await whatIsThere();
  refuseOtherCheckout(before.containers);
  await step("Stack starts (docker compose up --wait)", async (report) => {
    const since = Date.now();
    const up = new AbortController();
    try {
      await together(signal, [
        (signal) => compose(["up", "-d", "--wait"], { signal, onLine: report }).finally(() => up.abort()),
        (signal) => untilFatal(since, AbortSignal.any([signal, up.signal])),
      ]);
    } catch (error) {
      const failed = error instanceof ProgramError || error instanceof FatalLine;
      const thrown = failed ? await explainFailure(error, since) : error;
      await endStarted(before);
      throw thrown;
    }
  });
}

// --- internal ---

/** A service has said why it cannot start. */
class FatalLine extends Error {
  override readonly name = "FatalLine";
}

const lookAgainMs = 500;

/** @throws {FatalLine} where a service writes one before the signal */
async function untilFatal(since: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const reason = (await linesSince(since)).map(fatalReasonOf).find((each) => each !== undefined);
    if (reason !== undefined) throw new FatalLine(reason);
    await sleep(lookAgainMs, undefined, { signal }).catch(() => {});
  }
}

/** What there is of the project before it starts. */
interface Before {
  readonly containers: readonly ComposeContainer[];
  /** Data of earlier runs. */
  readonly hasVolumes: boolean;
}

async function whatIsThere(): Promise<Before> {
  const filter = `label=com.docker.compose.project=${projectName()}`;
  const [containers, volumes] = await Promise.all([
    composeContainers(),
    tryRun("docker", ["volume", "ls", "--quiet", "--filter", filter], { environment: composeEnvironment() }),
  ]);
  return { containers, hasVolumes: volumes.exitCode !== 0 || volumes.output.trim() !== "" };
}

/** Containers that ran before are left alone; where there were none nothing is left, the network included, save older data. */
async function endStarted({ containers, hasVolumes }: Before): Promise<void> {
  if (containers.length === 0) {
    await tryCompose(["down", "-t", "1", ...(hasVolumes ? [] : ["--volumes"])]);
    return;
  }
  const known = new Set(containers.map(({ ID }) => ID));
  const started = (await composeContainers()).filter(({ ID }) => !known.has(ID));
  if (started.length > 0) await tryCompose(["rm", "--force", "--stop", ...started.map(({ Service }) => Service)]);
}
