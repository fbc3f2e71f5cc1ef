import { ProgramError, ScriptError } from "../cli/errors.ts";
import type { Step } from "../cli/steps.ts";
import { compose, composeContainers, type PublishedService, portSettings, tryCompose } from "./compose.ts";

/**
 * Starts the stack in containers and waits until it is healthy. Interrupted, it takes down what it has started.
 *
 * @throws {ScriptError} with the last words of the services that failed
 */
export async function startContainers(step: Step, signal: AbortSignal): Promise<void> {
  const before = await composeContainers();
  await step("Stack starts (docker compose up --wait)", async (report) => {
    try {
      await compose(["up", "-d", "--wait"], { signal, onLine: report });
    } catch (error) {
      if (signal.aborted && before.length === 0) await tryCompose(["down", "-t", "5"]);
      if (!(error instanceof ProgramError)) throw error;
      throw await explainFailure(error);
    }
  });
}

/** What a failed `up` means where a port is the reason; undefined for other reasons. */
export function explainPortFailure(
  text: string,
  ports: Readonly<Record<PublishedService, string>>,
): string | undefined {
  if (!/port is already allocated|address already in use/i.test(text)) return undefined;
  const port = /(?:127\.0\.0\.1|0\.0\.0\.0|\[::\]):(\d+)/.exec(text)?.[1];
  const service = (Object.keys(ports) as PublishedService[]).find((name) => ports[name] === port);
  const setting = service
    ? portSettings[service]
    : "the port's setting (WEB_PORT, API_PORT, WORKER_PORT, CONSOLE_PORT, LOCALSTACK_PORT)";
  return `Somebody listens on port ${port ?? "of the stack"} already. If it is \`npm run dev\`, end it (npm stop). Or set ${setting} to another port, or to 0 for a free one.`;
}

// --- internal ---

async function explainFailure(error: ProgramError): Promise<ScriptError> {
  const remedy = explainPortFailure(error.tail, await publishedPorts());
  if (remedy) return new ScriptError("docker compose could not start the stack.", remedy, { cause: error });
  const containers = await composeContainers();
  const failed = containers.filter(({ State, Health }) => State !== "running" || Health !== "healthy");
  const words = await Promise.all(
    failed.map(async ({ Service, State, Health, ExitCode }) => {
      const { tail } = await tryCompose(["logs", "--no-color", "--no-log-prefix", "--tail", "25", Service]);
      const state = State === "exited" ? `ended with exit code ${ExitCode}` : Health || State;
      return `\n${Service} (${state}) said last:\n${tail}`;
    }),
  );
  return new ScriptError(
    `docker compose could not start the stack.\n${error.tail}\n${words.join("\n")}`,
    "Mend what the service says, then start again. `npm run logs` shows more; `npm stop` takes down what runs.",
  );
}

async function publishedPorts(): Promise<Readonly<Record<PublishedService, string>>> {
  const { output } = await tryCompose(["config", "--format", "json"]);
  const config = JSON.parse(output || "{}") as {
    services?: Record<string, { ports?: { published?: string }[] }>;
  };
  const portOf = (service: PublishedService) => config.services?.[service]?.ports?.[0]?.published ?? "";
  return {
    web: portOf("web"),
    api: portOf("api"),
    worker: portOf("worker"),
    console: portOf("console"),
    localstack: portOf("localstack"),
  };
}
