import { readFileSync } from "node:fs";
import path from "node:path";
import {
  endpointSettings,
  httpEnvironment,
  modeSettings,
  queueEnvironment,
  shippingEnvironment,
  stateEnvironment,
  tracingEnvironment,
  workerEnvironment,
} from "@letsgo/config";
import { expect, it } from "vitest";
import { root } from "../../scripts/config.ts";
import { buildEnvironment, commandEnvironment, stackEnvironment } from "../../scripts/settings/stack-settings.ts";
import { apiEnvironment } from "../../services/api/src/config.ts";
import { consoleEnvironment } from "../../services/console/server/src/config.ts";
import { webEnvironment } from "../../services/web/server/config.ts";
import { workerServiceEnvironment } from "../../services/worker/src/config.ts";
import { type SettingsGroup, toSettingsPage } from "../support/settings-page.ts";

const services = [
  { title: "How messages travel", settings: modeSettings },
  { title: "While the stack runs", settings: { ...stateEnvironment, ...shippingEnvironment } },
  { title: "The queue", settings: { ...endpointSettings, ...queueEnvironment } },
  { title: "The worker's handler", settings: workerEnvironment },
  { title: "Every service", settings: httpEnvironment },
  { title: "The worker's server", settings: ownOf(workerServiceEnvironment) },
  { title: "Traces", settings: tracingEnvironment },
  { title: "The API", settings: ownOf(apiEnvironment) },
  { title: "The pages", settings: ownOf(webEnvironment) },
  { title: "The console", settings: ownOf(consoleEnvironment) },
] satisfies SettingsGroup[];
const serviceSettings = Object.assign({}, ...services.map(({ settings }) => settings)) as SettingsGroup["settings"];

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const compose = read("docker-compose.yml");
const examples = new Map(
  [...read(".env.example").matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
);

it("keeps docs/settings.md equal to the schemas (vitest -u writes it anew)", async () => {
  const page = toSettingsPage([
    {
      title: "The stack",
      words: "Read by compose and by the commands; no service sees them.",
      columns: "one",
      settings: stackEnvironment,
    },
    ...services,
    {
      title: "Builds of the images",
      words: "Read by compose. `npm start` writes into `.env` what builds on this machine need.",
      columns: "one",
      settings: buildEnvironment,
    },
    { title: "The commands", words: "Read from the shell only.", columns: "one", settings: commandEnvironment },
  ]);

  await expect(page).toMatchFileSnapshot("../../docs/settings.md");
});

it.each(Object.entries(serviceSettings))("says rightly whether %s is fixed in the local stack", (name, setting) => {
  const settable = compose.includes(`\${${name}:-`);

  expect(setting.fixedInStack ?? false).toBe(!settable);
});

it("has every variable of docker-compose.yml among the schemas", () => {
  const variables = new Set([...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));

  expect(Object.keys({ ...serviceSettings, ...stackEnvironment, ...buildEnvironment })).toEqual(
    expect.arrayContaining([...variables]),
  );
});

it("has in .env.example what the local stack obeys, each with its default", () => {
  const settable = Object.entries(serviceSettings).filter(([, { fixedInStack }]) => !fixedInStack);
  const all = [...Object.entries({ ...stackEnvironment, ...buildEnvironment }), ...settable];
  // Node's own; compose only falls back on it.
  const named = all.filter(([name]) => name !== "NODE_EXTRA_CA_CERTS");

  expect(Object.fromEntries(examples)).toEqual(
    Object.fromEntries(named.map(([name, { defaults }]) => [name, inCompose(name) ?? String(defaults.local ?? "")])),
  );
});

// --- internal ---

/** What a service has of its own. */
function ownOf(settings: SettingsGroup["settings"]): SettingsGroup["settings"] {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in httpEnvironment)));
}

/** The stack's own default, where compose has one for a service's setting. */
function inCompose(name: string): string | undefined {
  return new RegExp(`^  ${name}: \\$\\{${name}:-(.+)\\}$`, "m").exec(compose)?.[1];
}
