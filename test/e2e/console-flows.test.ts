import { afterEach, describe } from "vitest";
import { flipTheModeFlow } from "../browser/console/flows/flip-the-mode.ts";
import { killTheConsoleFlow } from "../browser/console/flows/kill-the-console.ts";
import { pauseAndResumeFlow } from "../browser/console/flows/pause-and-resume.ts";
import { redriveAndPurgeFlow } from "../browser/console/flows/redrive-and-purge.ts";
import { watchStatesFlow } from "../browser/console/flows/watch-states.ts";
import { whyNoBrowser } from "../browser/in-browser.ts";
import { describeOnContainers } from "../support/containers.ts";
import { setLive } from "../support/live-folder.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";

const reason = whyNoBrowser();
const name = `in the browser${reason === undefined ? "" : ` (skipped: no Chromium: ${reason})`}`;

// They change what the whole stack does, so they run one after the other and on a stack of their own.
describeOnContainers("what the console does to a stack", () => {
  describe.skipIf(reason !== undefined && process.env.CI !== "true")(name, () => {
    // Handlers are held until the page was looked at.
    const env = { LETSGO_WORKER_FUNCTION_TIMEOUT: "20", LETSGO_WORKER_VISIBILITY_TIMEOUT: "20" };
    const shared = useStack(() => startTestStack({ engine: "containers", mode: "queued", env }));

    afterEach(() => setLive(shared.stack));

    watchStatesFlow(shared);
    pauseAndResumeFlow(shared);
    redriveAndPurgeFlow(shared);
    flipTheModeFlow(shared);
    killTheConsoleFlow(shared);
  });
});
