import path from "node:path";
import { fileURLToPath } from "node:url";
import { settingsInSight } from "./config.ts";
import { createStack } from "./create-stack.ts";
import type { Engine, EngineStart } from "./engine.ts";
import { StackStartError } from "./errors.ts";
import { createLineBook } from "./lines/line-book.ts";
import { tailOf } from "./lines/tail-of.ts";
import { createStackFolder } from "./ownership/stack-folder.ts";
import { createStackName } from "./ownership/stack-name.ts";
import type { EngineName, Stack, StackOptions } from "./stack.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";
import { testSettings } from "./test-settings.ts";

/**
 * Starts an isolated stack and waits until all its services are healthy. On containers the images must be there
 * (`docker compose build`). Nothing of it is left when it is disposed of, or when this process ends, however it ends.
 *
 * @throws {StackStartError} where the stack does not become ready; it holds each service's last lines
 * @example
 * await using stack = await startStack({ engine: "processes", mode: "queued" });
 * const producer = createProducer({ settings: stack.settings });
 * const { messageId } = await producer.enqueue({ type: "order:new", payload: { orderId: "1", customerId: "2" } });
 * expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const book = createLineBook();
  const projectDirectory = path.resolve(options.projectDirectory ?? process.cwd());
  await sweepLeftovers(projectDirectory, [options.engine]);
  const name = createStackName(projectDirectory);
  const start: EngineStart = {
    name,
    mode: options.mode,
    folder: createStackFolder(name),
    projectDirectory,
    composeFiles: options.composeFiles ?? ["docker-compose.yml"],
    environment: toEnvironment(options, projectDirectory),
    handlersPath: toPath(options.handlers, projectDirectory),
    startDeadlineMs: options.startDeadlineMs ?? START_DEADLINE_MS,
    onLine: (line) => book.add(line),
  };
  try {
    return createStack({ start, engineName: options.engine, engine: await engines[options.engine](start), book });
  } catch (error) {
    throw new StackStartError(name, { cause: error, tail: tailOf(book.lines()) });
  }
}

// --- internal ---

const START_DEADLINE_MS = 120_000;

/** Loaded on demand: testcontainers takes half a second. */
const engines: Record<EngineName, (start: EngineStart) => Promise<Engine>> = {
  containers: async (start) => (await import("./containers/container-engine.ts")).startContainerEngine(start),
  processes: async (start) => (await import("./processes/process-engine.ts")).startProcessEngine(start),
};

/** An empty value counts as unset: so the caller's own settings do not reach the stack. */
function toEnvironment({ env = {} }: StackOptions, projectDirectory: string): Record<string, string> {
  const unset = Object.fromEntries(settingsInSight(projectDirectory).map((name) => [name, ""]));
  return { ...unset, ...testSettings, ...env };
}

function toPath(handlers: URL | string | undefined, projectDirectory: string): string | undefined {
  if (handlers === undefined) return undefined;
  return handlers instanceof URL ? fileURLToPath(handlers) : path.resolve(projectDirectory, handlers);
}
