import { openStateFolder } from "../packages/config/src/live/open-state-folder.ts";
import { runCommand } from "./cli/command.ts";
import { ScriptError } from "./cli/errors.ts";
import { createSteps } from "./cli/steps.ts";
import { sharedFolder, stackEnvironment, stateFolder, wantsColor } from "./config.ts";
import type { Engine } from "./install/engine.ts";
import { prepare } from "./install/prepare.ts";
import { whileLocked, withConsolePages, withDependencies } from "./install/while-locked.ts";
import { requireSettings } from "./settings/require-settings.ts";
import { printContainerBanner } from "./stack/container-banner.ts";
import { readDevState } from "./stack/dev-state.ts";
import { startModeOf } from "./stack/mode.ts";
import { forgetLiveSettings } from "./stack/state-folder.ts";
import { startContainers } from "./stack/up.ts";

const help = `npm start [-- options]   the whole stack, from whatever this machine has

Installs what is missing (Node packages; on Debian and Ubuntu a Docker engine, after asking), builds the images, starts web,
API, worker and LocalStack in containers and waits until they are healthy. Where containers cannot run it says why and runs
the same stack without them, in this terminal.

  --yes             install without asking (CI=true does the same)
  --no-containers   run without containers, even if they could
  -h, --help        this text

LETSGO_QUEUE_MODE=direct|queued chooses how messages travel (queued by default). Ports: WEB_PORT, API_PORT, WORKER_PORT,
CONSOLE_PORT, LOCALSTACK_PORT; 0 takes a free one. Settings may stand in .env.`;

const command = "npm start";
const step = createSteps();

await runCommand({
  name: command,
  help,
  options: { yes: { type: "boolean", short: "y" }, containers: { type: "boolean" } },
  main: async ({ values, signal }) => {
    const environment = stackEnvironment();
    refuseBesideDev(stateFolder(environment));
    const engine =
      values.containers === false ? await withoutContainers(signal) : await withContainers(values.yes === true, signal);
    const mode = startModeOf({ environment, fallback: "queued" });
    if (engine.available) return printContainerBanner(mode);
    console.log(`\nNo containers: ${engine.reason}.\n${engine.remedy}\n\nStarting the same stack without them.\n`);
    await withConsolePages({ command, folder: sharedFolder, step, signal });
    const { runDevStack } = await import("./dev/stack.ts");
    return runDevStack({ mode, json: false, color: wantsColor(), signal });
  },
});

// --- internal ---

function refuseBesideDev(folder: string): void {
  const running = readDevState(folder);
  if (!running) return;
  throw new ScriptError(
    `A stack without containers runs already (pid ${running.pid}, mode ${running.mode}, ${running.urls.web}).`,
    "End it first: npm stop.",
  );
}

async function withoutContainers(signal: AbortSignal): Promise<Engine> {
  await withDependencies({ command, folder: sharedFolder, step, signal });
  await requireSettings(stackEnvironment(), { containers: false });
  return { available: false, reason: "you said --no-containers", remedy: "npm start runs the stack in containers." };
}

/** Starts the stack as the environment says, whatever was changed while the last one ran. */
async function startFresh(signal: AbortSignal): Promise<void> {
  const folder = stateFolder();
  openStateFolder(folder);
  forgetLiveSettings(folder);
  await startContainers(step, signal);
}

async function withContainers(yes: boolean, signal: AbortSignal): Promise<Engine> {
  return whileLocked({ command, folder: sharedFolder, signal }, async () => {
    const check = () => requireSettings(stackEnvironment(), { containers: true });
    const { engine, notices } = await prepare({ step, yes, signal, check });
    for (const notice of notices) console.log(notice);
    if (engine.available) await startFresh(signal);
    return engine;
  });
}
