import { runCommand } from "./cli/command.ts";
import { ScriptError } from "./cli/errors.ts";
import { createSteps } from "./cli/steps.ts";
import { projectName, sharedFolder, stackEnvironment, stateFolder } from "./config.ts";
import { withDependencies } from "./install/while-locked.ts";
import { type Answers, askAll, describeAnswers, switchMode } from "./stack/live-mode.ts";
import { parseMode } from "./stack/mode.ts";
import { runningProcesses } from "./stack/running-processes.ts";

const command = "npm run mode";
const help = `${command} [-- direct|queued]   how messages travel in the running stack

With no word it says which mode is in force, what decided it, and what each process obeys. With one it switches the running
stack, in containers or without, and returns once API and worker obey. No message is lost and no request fails: what is
under way ends as it began, and what lies in the queue is still handled in direct mode.

The change lasts until npm start, npm run dev or npm stop; then LETSGO_QUEUE_MODE counts again.

  -h, --help   this text

COMPOSE_PROJECT_NAME and LETSGO_STATE_DIR choose another stack than the usual one.`;

await runCommand({
  name: command,
  help,
  options: {},
  positionals: true,
  main: async ({ positionals, signal }) => {
    const mode = wantedMode(positionals);
    const environment = stackEnvironment();
    const folder = stateFolder(environment);
    const processes = await runningProcesses(environment);
    if (processes.length === 0) throw nothingRuns(projectName(environment));
    if (mode === undefined) return tell(await askAll(processes));
    await withDependencies({ command, folder: sharedFolder, step: createSteps(), signal });
    return tell(await switchMode(mode, { folder, processes }));
  },
});

// --- internal ---

function wantedMode(words: readonly string[]) {
  const [word, ...rest] = words;
  if (rest.length > 0) throw new ScriptError(`Expected one word, got ${words.join(" ")}.`, help);
  return word === undefined ? undefined : parseMode(word, "the mode");
}

/** Answers the exit code: 1 where the processes do not agree, or one does not answer. */
function tell(answers: Answers): number {
  const lines = describeAnswers(answers);
  const modes = new Set(answers.map(([, obeyed]) => obeyed?.mode));
  const [, first] = answers[0] ?? [];
  const agreed = modes.size === 1 && first !== undefined;
  const headline = agreed ? `Mode: ${first.mode} (${first.source}).` : "The processes of the stack do not agree.";
  console.log([headline, "", ...lines].join("\n"));
  return agreed ? 0 : 1;
}

function nothingRuns(project: string): ScriptError {
  return new ScriptError(
    `No stack runs here (neither npm run dev nor containers of the project ${project}).`,
    "Start one: npm start (containers) or npm run dev (none); LETSGO_QUEUE_MODE=direct|queued chooses its mode.",
  );
}
