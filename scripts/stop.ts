import { runCommand } from "./cli/command.ts";
import { createSteps } from "./cli/steps.ts";
import { projectName, stackEnvironment, stateFolder } from "./config.ts";
import { composeContainers } from "./stack/compose.ts";
import { readDevState } from "./stack/dev-state.ts";
import { stopGraceSeconds } from "./stack/grace.ts";
import { forgetLiveSettings } from "./stack/state-folder.ts";
import { stopContainers } from "./stack/stop-containers.ts";
import { stopDev } from "./stack/stop-dev.ts";

const help = `npm stop   ends the running stack, in containers or without

The worker is told first and may finish what it has in hand (function timeout + 5 s); what is then left in the queue and its
dead-letter queue is told, since it does not survive.

  -h, --help   this text

COMPOSE_PROJECT_NAME and LETSGO_STATE_DIR choose another stack than the usual one.`;

await runCommand({
  name: "npm stop",
  help,
  options: {},
  main: async () => {
    const environment = stackEnvironment();
    const folder = stateFolder(environment);
    const [dev, containers] = [readDevState(folder), await composeContainers()];
    if (!dev && containers.length === 0) {
      forgetLiveSettings(folder);
      console.log(
        `Nothing runs: no stack without containers, no containers of the project ${projectName(environment)}.`,
      );
      return 0;
    }
    const graceSeconds = await stopGraceSeconds(environment);
    if (dev) await stopDev(dev, folder, graceSeconds);
    if (containers.length > 0) await stopContainers(containers, { step: createSteps(), graceSeconds });
    forgetLiveSettings(folder);
    return 0;
  },
});
