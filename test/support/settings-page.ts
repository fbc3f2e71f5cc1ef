import type { Setting } from "@letsgo/config";

/** Settings of one part of the stack, as the settings page shows them. */
export interface SettingsGroup {
  readonly title: string;
  /** Where the settings count, and where not: a sentence below the title. */
  readonly words?: string;
  /** Do the defaults differ between local and cloud? If not, they have one column. */
  readonly columns?: "one" | "both";
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}

/** The text of `docs/settings.md`, made from the schemas that the services themselves parse with. */
export function toSettingsPage(groups: readonly SettingsGroup[]): string {
  const tables = groups.map(({ title, words, columns = "both", settings }) =>
    [`## ${title}`, ...(words ? [words] : []), toTable(settings, columns)].join("\n\n"),
  );
  return `${pageHead}\n${tables.join("\n\n")}\n`;
}

// --- internal ---

const pageHead = `# Which settings are there?

Environment variables, in the shell or in \`.env\`, where \`.env.example\` has a line for each that the local stack obeys. An
unset or empty one has its default; a bad one stops the start with an error that names it, what was expected and what was
found. Defaults are the *local* ones where the SQS endpoint is an emulator or \`LETSGO_LOCAL_QUEUE_URL\` is set, else the
*cloud's*. *Fixed in the local stack* means that compose and \`npm run dev\` set it themselves, so that yours counts only
where a service or package runs elsewhere.

This page is made from the schemas; \`npm test\` fails where it differs from them.
`;

const heads = { one: ["default"], both: ["local", "cloud"] };

function toTable(settings: SettingsGroup["settings"], columns: "one" | "both"): string {
  const head = ["name", "meaning", "accepted", ...heads[columns]];
  const rows = Object.entries(settings).map(([name, { meaning, unit, range, defaults, fixedInStack }]) => [
    `\`${name}\``,
    fixedInStack ? `${meaning} *Fixed in the local stack.*` : meaning,
    unit ? `${range}, in ${unit}` : range,
    toCell(defaults.local),
    ...(columns === "both" ? [toCell(defaults.cloud)] : []),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function toCell(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "–";
  return `\`${String(value)}\``;
}
