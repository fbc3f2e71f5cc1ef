import { spawn } from "node:child_process";
import path from "node:path";
import { runCommand } from "./cli/command.ts";
import { createSteps } from "./cli/steps.ts";
import { root, sharedFolder, stackEnvironment } from "./config.ts";
import { type Browser, ensureChromium } from "./install/chromium.ts";
import { ensureDependencies } from "./install/dependencies.ts";
import type { Engine } from "./install/engine.ts";
import { prepare } from "./install/prepare.ts";
import { whileLocked } from "./install/while-locked.ts";
import { requireSettings } from "./settings/require-settings.ts";
import { testEnvironment, vitestArguments } from "./testing/vitest-call.ts";

const help = `npm test [-- options] [unit | e2e | browser | contract | words]   all tests, on whatever this machine has

Installs what is missing (Node packages; on Debian and Ubuntu a Docker engine and Chromium, after asking), builds the images
and runs the tests. Tests that need containers say why they were skipped where none can run; with CI=true they fail.

  --yes        install without asking (CI=true does the same)
  -h, --help   this text

unit, e2e, browser, contract: only those. Any other word is a filter for vitest (part of a file's name); words after a second -- go
to vitest as they are: npm test -- unit -- -t "a name".`;

const command = "npm test";
const step = createSteps();

await runCommand({
  name: command,
  help,
  options: { yes: { type: "boolean", short: "y" } },
  positionals: true,
  main: async ({ values, positionals, signal }) => {
    const vitest = vitestArguments(positionals);
    const found = await whileLocked({ command, folder: sharedFolder, signal }, () =>
      vitest.unitOnly ? forUnitTests(signal) : forAllTests(values.yes === true, signal),
    );
    return runVitest(vitest.args, found, signal);
  },
});

// --- internal ---

interface Found {
  readonly engine: Engine | undefined;
  readonly browser: Browser | undefined;
}

async function forUnitTests(signal: AbortSignal): Promise<Found> {
  await ensureDependencies(step, signal);
  return { engine: undefined, browser: undefined };
}

async function forAllTests(yes: boolean, signal: AbortSignal): Promise<Found> {
  let browser: Browser | undefined;
  const beside = async (signal: AbortSignal) => {
    browser = await ensureChromium({ step, yes, signal });
  };
  const check = () => requireSettings(stackEnvironment(), { containers: true });
  const { engine, notices } = await prepare({ step, yes, signal, check, beside });
  for (const notice of notices) console.log(notice);
  if (!engine.available) console.log(`\nNo containers: ${engine.reason}.\n${engine.remedy}\n`);
  if (browser?.available === false) console.log(`\nNo browser: ${browser.reason}.\n`);
  return { engine, browser };
}

/** Its last line is the run's last line: nothing is printed after it. */
async function runVitest(args: readonly string[], found: Found, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const vitest = spawn(process.execPath, [path.join(root, "node_modules/vitest/vitest.mjs"), "run", ...args], {
    cwd: root,
    env: testEnvironment(found) as NodeJS.ProcessEnv,
    stdio: "inherit",
  });
  signal.addEventListener("abort", () => vitest.kill("SIGTERM"), { once: true });
  return new Promise((resolve, reject) => {
    vitest.once("error", reject);
    vitest.once("exit", (code) => (signal.aborted ? reject(signal.reason) : resolve(code ?? 1)));
  });
}
