import { ProgramError, ScriptError } from "../cli/errors.ts";
import { fatalReasonOf } from "../logs/fatal.ts";
import { formatLogLine, type LogLine } from "../logs/format.ts";
import { composeContainers, type PublishedService, portSettings, tryCompose } from "./compose.ts";
import { linesSince } from "./lines-since.ts";

/**
 * Why the stack in containers did not start: what the services say themselves, else a port that is taken, else the last
 * words of each service that is not well.
 *
 * @param error what compose said, or that a service said why it cannot start
 * @param since when the start began, ms since the epoch
 */
export async function explainFailure(error: Error, since: number): Promise<ScriptError> {
  const lines = await linesSince(since);
  const reasons = reasonsOf(lines);
  if (reasons.length > 0) {
    return new ScriptError(
      `The stack cannot start:\n\n${reasons.map((reason) => `  ${reason}`).join("\n")}`,
      "Mend that, then start again. What this start had begun was taken down.",
    );
  }
  const tail = error instanceof ProgramError ? error.tail : error.message;
  const remedy = explainPortFailure(tail, await publishedPorts());
  if (remedy) return new ScriptError("docker compose could not start the stack.", remedy, { cause: error });
  return new ScriptError(
    `docker compose could not start the stack.\n${tail}\n${(await lastWords(lines)).join("\n")}`,
    "Mend what the service says, then start again. What this start had begun was taken down.",
  );
}

/** What services say of why they cannot start, each reason once: a watcher may have tried several times. */
export function reasonsOf(lines: readonly LogLine[]): readonly string[] {
  return [...new Set(lines.map(fatalReasonOf).filter((reason) => reason !== undefined))];
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

const linesShown = 25;

/** Of services that are not well, as `npm run logs` shows them. */
async function lastWords(lines: readonly LogLine[]): Promise<readonly string[]> {
  const containers = await composeContainers();
  const failed = containers.filter(({ State, Health }) => State !== "running" || Health !== "healthy");
  return failed.map(({ Service, State, Health, ExitCode }) => {
    const state = State === "exited" ? `ended with exit code ${ExitCode}` : Health || State;
    const own = lines.filter(({ service }) => service === Service).slice(-linesShown);
    const words = own.map((line) => formatLogLine(line, false)).join("\n");
    return `\n${Service} (${state}) said last:\n${words || "nothing"}`;
  });
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
