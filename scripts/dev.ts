import { runCommand } from "./cli/command.ts";
import { createSteps } from "./cli/steps.ts";
import { sharedFolder, stackEnvironment, wantsColor } from "./config.ts";
import { withConsolePages, withDependencies } from "./install/while-locked.ts";
import { requireSettings } from "./settings/require-settings.ts";
import { startModeOf } from "./stack/mode.ts";

const help = `npm run dev [-- options]   the whole stack with no containers, in this terminal

Web, API, worker and console run as plain Node processes, with an embedded SQS beside them; a saved file is loaded again at once.
Ctrl-C ends everything; the worker finishes what it has in hand.

  --mode direct|queued   how messages travel (else LETSGO_QUEUE_MODE, else direct)
  --json                 log lines as JSON, unchanged
  -h, --help             this text

Ports: WEB_PORT (3000), API_PORT (3001), WORKER_PORT (3002), CONSOLE_PORT (3003), LOCALSTACK_PORT (4566, the embedded SQS); 0 takes a free one.
LETSGO_QUEUE_DATA names a file that keeps what waits in the queue; without it all is gone when this ends.
LETSGO_STATE_DIR (.letsgo) holds dev.json and dev.log; two stacks side by side need one each.`;

await runCommand({
  name: "npm run dev",
  help,
  options: { mode: { type: "string" }, json: { type: "boolean" } },
  main: async ({ values, signal }) => {
    const json = values.json === true;
    const environment = stackEnvironment();
    const step = createSteps(json ? process.stderr : process.stdout);
    const installing = { command: "npm run dev", folder: sharedFolder, step, signal };
    await withDependencies(installing);
    await requireSettings(environment, { containers: false });
    await withConsolePages(installing);
    const mode = startModeOf({ flag: values.mode, environment, fallback: "direct" });
    const { runDevStack } = await import("./dev/stack.ts");
    return runDevStack({ mode, json, color: wantsColor(), signal });
  },
});
