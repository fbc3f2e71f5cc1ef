import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../cli/errors.ts";
import type { Mode } from "./dev-state.ts";
import { askObeyed, type Obeyed, type RunningProcess } from "./running-processes.ts";
import { useSources } from "./source-condition.ts";

/** What each process obeys now; undefined for one that does not answer. */
export type Answers = readonly (readonly [RunningProcess, Obeyed | undefined])[];

/** Asks all processes at once. */
export async function askAll(processes: readonly RunningProcess[]): Promise<Answers> {
  return Promise.all(processes.map(async (each) => [each, await askObeyed(each)] as const));
}

/**
 * Writes the mode into the live settings, whatever else they hold, and waits until every process obeys it.
 *
 * @throws {ScriptError} where the folder cannot be written to, or a process does not obey in time
 */
export async function switchMode(
  mode: Mode,
  { folder, processes }: { folder: string; processes: readonly RunningProcess[] },
): Promise<Answers> {
  await writeMode(mode, folder);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answers = await askAll(processes);
    if (answers.every(([, obeyed]) => obeyed?.mode === mode && obeyed.source.startsWith("live.json"))) return answers;
    if (performance.now() > deadline) throw disobeyed(mode, folder, answers);
    await sleep(lookAgainMs);
  }
}

/** What the processes obey, a line each. */
export function describeAnswers(answers: Answers): readonly string[] {
  return answers.map(([{ name, healthUrl }, obeyed]) => {
    const where = `${name.padEnd(8)}${healthUrl}`;
    if (!obeyed) return `  ${where}  does not answer`;
    const { mode, source, polling, pollingSource } = obeyed;
    const poller = polling === undefined ? "" : `; poller: ${polling} (${pollingSource})`;
    return `  ${where}  ${mode} (${source})${poller}`;
  });
}

// --- internal ---

const patienceMs = 5_000;
const lookAgainMs = 50;

async function writeMode(mode: Mode, folder: string): Promise<void> {
  useSources();
  const { updateLiveSettings } = await import("@letsgo/config");
  try {
    updateLiveSettings(folder, (before, refused) => {
      if (refused) console.log(`live.json could not be used and is written anew: ${refused.message}`);
      return { ...before, mode };
    });
  } catch (error) {
    throw new ScriptError(
      `Expected ${folder} to be a folder that you may write to, got: ${(error as Error).message}.`,
      `Make it yours: sudo chown "$(id -u)" ${folder}`,
    );
  }
}

function disobeyed(mode: Mode, folder: string, answers: Answers): ScriptError {
  return new ScriptError(
    `Expected every process to be in ${mode} mode within ${patienceMs / 1000} s of the change, got:\n${describeAnswers(answers).join("\n")}`,
    `The change stands in ${folder}/live.json. Was the stack started with another LETSGO_STATE_DIR? \`npm run logs\` says whether the file was refused.`,
  );
}
