import {
  endpointSettings,
  modeSettings,
  queueEnvironment,
  tracingEnvironment,
  workerEnvironment,
} from "@letsgo/config";
import { expect, it } from "vitest";
import { apiEnvironment } from "../../services/api/src/config.ts";
import { webEnvironment } from "../../services/web/server/config.ts";
import { workerServiceEnvironment } from "../../services/worker/src/config.ts";
import { toSettingsPage } from "../support/settings-page.ts";

it("keeps docs/settings.md equal to the schemas (vitest -u writes it anew)", async () => {
  const page = toSettingsPage([
    { title: "How messages travel", settings: modeSettings },
    { title: "The queue", settings: { ...endpointSettings, ...queueEnvironment } },
    { title: "The worker's handler", settings: workerEnvironment },
    { title: "The worker's server", settings: workerServiceEnvironment },
    { title: "Traces", settings: tracingEnvironment },
    { title: "The API", settings: apiEnvironment },
    { title: "The pages", settings: webEnvironment },
  ]);

  await expect(page).toMatchFileSnapshot("../../docs/settings.md");
});
