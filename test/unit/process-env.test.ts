import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tryRun } from "../../scripts/cli/run.ts";
import { root } from "../../scripts/config.ts";

const offences: [file: string, source: string][] = [
  ["services/api/src/plain.ts", "export const a = process.env.X;"],
  ["services/api/src/bracket.ts", 'export const a = process["env"].X;'],
  ["services/api/src/default-import.ts", 'import p from "node:process";\nexport const a = p.env;'],
  ["services/api/src/star-import.ts", 'import * as p from "process";\nexport const a = p.env;'],
  ["services/api/src/named-import.ts", 'import { env } from "node:process";\nexport const a = env;'],
  ["services/api/src/renamed-import.ts", 'import { env as e } from "node:process";\nexport const a = e;'],
  ["services/api/src/destructured.ts", "const { env } = process;\nexport const a = env;"],
  ["packages/queue/src/plain.ts", "export const a = process.env.X;"],
  ["services/web/server/plain.ts", "export const a = process.env.X;"],
  ["scripts/plain.ts", "export const a = process.env.X;"],
];
const allowed = [
  "services/api/src/config.ts",
  "packages/config/src/mode.ts",
  "scripts/config.ts",
  "packages/queue/src/x.test.ts",
];

let folder: string;
let reported: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "letsgo-env-"));
  const config = JSON.parse(await readFile(path.join(root, "biome.json"), "utf8")) as Record<string, unknown>;
  await writeFile(path.join(folder, "biome.json"), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }));
  await cp(path.join(root, "lint"), path.join(folder, "lint"), { recursive: true });
  for (const [file, source] of [
    ...offences,
    ...allowed.map((file) => [file, "export const a = process.env.X;"] as const),
  ]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), source);
  }
  const { output } = await tryRun(`${root}/node_modules/.bin/biome`, ["lint", "--reporter=json", "."], { cwd: folder });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { category: string; location: { path: string } }[] };
  reported = diagnostics.filter(({ category }) => category === "plugin").map(({ location }) => location.path);
}, 30_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(offences)("finds settings read in %s", (file) => {
  expect(reported).toContain(file);
});

it.each(allowed)("leaves %s alone", (file) => {
  expect(reported).not.toContain(file);
});
