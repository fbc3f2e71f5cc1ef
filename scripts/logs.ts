import { runCommand } from "./cli/command.ts";
import { ScriptError } from "./cli/errors.ts";
import { projectName, stackEnvironment, stateFolder, wantsColor } from "./config.ts";
import { composeLines } from "./logs/compose-lines.ts";
import { devLines } from "./logs/dev-lines.ts";
import { formatLogLine } from "./logs/format.ts";
import { parseSince } from "./logs/since.ts";
import { composeContainers } from "./stack/compose.ts";
import { devLogOf, readDevState } from "./stack/dev-state.ts";

const help = `npm run logs [-- options]   what the running stack says, all services in one

  --follow, --no-follow   go on until Ctrl-C (the default at a terminal), or end after what is there
  --service NAME          only this service: web, api, worker, console, localstack (may be given more than once)
  --since TIME            only what is not older: 30s, 10m, 2h, or a time such as 2026-01-31T12:00:00Z
  --json                  lines as the services wrote them
  -h, --help              this text`;

const services = ["web", "api", "worker", "console", "localstack"];

await runCommand({
  name: "npm run logs",
  help,
  options: {
    follow: { type: "boolean", short: "f" },
    service: { type: "string", multiple: true },
    since: { type: "string" },
    json: { type: "boolean" },
  },
  main: async ({ values, signal }) => {
    const environment = stackEnvironment();
    const folder = stateFolder(environment);
    const options = {
      services: expectServices(values.service ?? services),
      since: values.since === undefined ? undefined : parseSince(values.since, Date.now()),
      follow: values.follow ?? process.stdout.isTTY === true,
      signal,
    };
    const dev = readDevState(folder);
    if (!dev && (await composeContainers()).length === 0) throw nothingRuns(projectName(environment));
    const lines = dev ? devLines(devLogOf(folder), dev.pid, options) : composeLines(options);
    const color = wantsColor();
    for await (const line of lines) console.log(values.json ? JSON.stringify(line) : formatLogLine(line, color));
    return 0;
  },
});

// --- internal ---

function expectServices(names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !services.includes(name));
  if (unknown === undefined) return names;
  throw new ScriptError(`Expected --service to be ${services.join(", ")}, got "${unknown}".`, "Name one of those.");
}

function nothingRuns(project: string): ScriptError {
  return new ScriptError(
    `No stack runs here (neither npm run dev nor containers of the project ${project}).`,
    "Start one: npm start (containers) or npm run dev (none).",
  );
}
