import { cloudOnly } from "../cloud-only.ts";
import { expectationOf } from "../expectations.ts";
import { ourClient, ourEmulator, ourEventSource, type Proof } from "../proofs.ts";
import { type StatementId, statements } from "../statements.ts";
import { themes } from "../themes/index.ts";
import { type EmulatorName, emulatorLabels } from "./emulators.ts";

/** The text of `docs/fidelity.md`, from the tables that the contract tests assert. */
export function toFidelityPage(): string {
  const ids = Object.keys(statements) as StatementId[];
  const section = (letter: string) =>
    ids
      .filter((id) => id.startsWith(letter))
      .map(toRow)
      .join("\n");
  return [
    head,
    "## Lambda's event source mapping",
    `${tableHead}\n${section("C")}`,
    "## SQS",
    `${tableHead}\n${section("D")}`,
    "",
  ].join("\n\n");
}

// --- internal ---

const emulators = Object.keys(emulatorLabels) as EmulatorName[];
const tested = new Set(themes.flatMap((theme) => theme.statements.map(({ id }) => id)));

const head = `# What of the cloud does this stack keep?

The promises of Lambda's event source mapping (C) and of SQS (D), as far as they bear on messages, and who keeps each here:

- **our emulator** (\`@letsgo/sqs-emulator\`, the queue of \`npm run dev\`, see [emulator.md](emulator.md)), **LocalStack**
  4.14.0 (containers), **fauxqs** 2.4.1 and **ElasticMQ** 1.6.12: what a run against the emulator shows. \`kept\`: all of it;
  \`partly\`, \`not\`: what happens instead. LocalStack runs with its delays after a purge and a delete (D24, D36) and with retention (D22),
  which it has off by default. Where our emulator says more than \`kept\`, a test turns its clock.
- **our client**: what \`@letsgo/queue\` and the settings refuse or mend by themselves, in both modes, so that an emulator's
  leniency does not hide a mistake until the cloud finds it.
- **our event source**: what \`@letsgo/event-source\` keeps, on every emulator.
- **only the cloud**: what no test here can show, and why.

\`npm test -- contract\` runs each statement by its number (\`D14: …\`) against our emulator, LocalStack, where containers run, and
fauxqs, and against ElasticMQ where \`ELASTICMQ_URL\` is set. It fails where an emulator does better or worse than this page says, and
where this page differs from the tests' tables, of which it is made.`;

const columns = [
  "statement",
  ...emulators.map((name) => emulatorLabels[name]),
  "our client",
  "our event source",
  "only the cloud",
];
const tableHead = `| ${columns.join(" | ")} |\n|${" --- |".repeat(columns.length)}`;

function toRow(id: StatementId): string {
  const cells = [
    `**${id}** ${statements[id]}`,
    ...emulators.map((name) => toVerdict(id, name)),
    toKept(ourClient[id]),
    toEventSource(id),
    cloudOnly[id] ?? "",
  ];
  return `| ${cells.join(" | ")} |`;
}

function toVerdict(id: StatementId, emulator: EmulatorName): string {
  const proof = emulator === "sqs-emulator" ? ourEmulator[id] : undefined;
  if (!tested.has(id)) return toKept(proof);
  const expectation = expectationOf(id, emulator);
  if (expectation.verdict !== "kept") return `${expectation.verdict}: ${expectation.instead}`;
  return proof === undefined ? "kept" : `kept, ${proof.keeps}`;
}

function toKept(proof: Proof | undefined): string {
  return proof === undefined ? "" : proof.keeps;
}

function toEventSource(id: StatementId): string {
  if (ourEventSource[id] !== undefined) return toKept(ourEventSource[id]);
  return id.startsWith("C") && tested.has(id) ? "kept" : "";
}
