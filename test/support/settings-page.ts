import type { Setting } from "@letsgo/config";

/** Settings of one part of the stack, as the settings page shows them. */
export interface SettingsGroup {
  readonly title: string;
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}

/** The text of `docs/settings.md`, made from the schemas that the services themselves parse with. */
export function toSettingsPage(groups: readonly SettingsGroup[]): string {
  const tables = groups.map(({ title, settings }) => `## ${title}\n\n${tableHead}\n${toRows(settings)}\n`);
  return `${pageHead}\n${tables.join("\n")}`;
}

// --- internal ---

const pageHead = `# Which settings are there?

Environment variables, in the shell or in \`.env\`. An unset or empty one has its default; a bad one stops the start with an
error that names it, what was expected and what was found. Defaults are the *local* ones where the SQS endpoint is an
emulator or \`LETSGO_LOCAL_QUEUE_URL\` is set, else the *cloud's*.

This page is made from the schemas; \`npm test\` fails where it differs from them.
`;

const tableHead = `| name | meaning | accepted | local | cloud |\n| --- | --- | --- | --- | --- |`;

function toRows(settings: SettingsGroup["settings"]): string {
  return Object.entries(settings)
    .map(([name, { meaning, unit, range, defaults }]) => {
      const cells = [`\`${name}\``, meaning, unit ? `${range}, in ${unit}` : range];
      return `| ${[...cells, toCell(defaults.local), toCell(defaults.cloud)].join(" | ")} |`;
    })
    .join("\n");
}

function toCell(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "–";
  return `\`${String(value)}\``;
}
