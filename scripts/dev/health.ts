import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../cli/errors.ts";
import type { ServiceDefinition } from "./services.ts";

const lookAgainMs = 50;
const patienceMs = 60_000;

/**
 * Waits until every service answers 200 at its health address.
 *
 * @throws {ScriptError} where one does not within a minute
 * @throws the signal's reason
 */
export async function waitForHealth(
  services: readonly Pick<ServiceDefinition, "name" | "healthUrl">[],
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  await Promise.all(
    services.map(async ({ name, healthUrl }) => {
      for (;;) {
        const fault = await faultOf(healthUrl);
        signal.throwIfAborted();
        if (!fault) return;
        if (performance.now() > deadline) {
          throw new ScriptError(
            `Expected ${name} to be healthy within ${patienceMs / 1000} s, got ${fault}.`,
            `Its own words are above. Its health: ${healthUrl}`,
          );
        }
        await sleep(lookAgainMs);
      }
    }),
  );
}

// --- internal ---

async function faultOf(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), headers: { accept: "*/*" } });
    const text = await response.text();
    return response.ok ? undefined : `${response.status} ${text.slice(0, 300)}`;
  } catch (error) {
    const { cause, message } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}
