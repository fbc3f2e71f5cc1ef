import type { Step } from "../cli/steps.ts";
import { together } from "../cli/together.ts";
import { isCi } from "../config.ts";
import { areDependenciesInstalled, ensureDependencies } from "./dependencies.ts";
import { type Engine, ensureEngine } from "./engine.ts";
import { ensureImages } from "./images.ts";

export interface PrepareOptions {
  step: Step;
  /** Was `--yes` given? */
  yes: boolean;
  signal: AbortSignal;
  /** Looks at the settings; called as soon as there are Node packages, which it needs, before anything else if they are there. */
  check: () => Promise<void>;
  /** Further work that needs nothing of the rest. */
  beside?: (signal: AbortSignal) => Promise<unknown>;
}

/** What the preparation came to. */
export interface Prepared {
  readonly engine: Engine;
  /** Lines that the user should know. */
  readonly notices: readonly string[];
}

/**
 * Node packages, and, where containers can run, an engine and the stack's images. Side by side where nobody is to be asked.
 *
 * @throws {ConfigError} where a setting cannot be used
 * @throws {ScriptError} where one of them fails; that containers cannot run is no failure
 */
export async function prepare({
  step,
  yes,
  signal,
  check,
  beside = async () => {},
}: PrepareOptions): Promise<Prepared> {
  if (areDependenciesInstalled()) await check();
  const dependencies = async (signal: AbortSignal) => {
    await ensureDependencies(step, signal);
    await check();
  };
  const containers = async (signal: AbortSignal): Promise<Prepared> => {
    const engine = await ensureEngine({ step, yes, signal });
    return { engine, notices: engine.available ? await ensureImages(step, signal) : [] };
  };
  const asks = process.stdin.isTTY === true && !yes && !isCi();
  if (asks) {
    await dependencies(signal);
    await beside(signal);
    return containers(signal);
  }
  const [, prepared] = await together(signal, [dependencies, containers, beside]);
  return prepared;
}
