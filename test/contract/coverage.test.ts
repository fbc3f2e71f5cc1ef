import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { cloudOnly } from "./cloud-only.ts";
import { ourClient, ourEmulator, ourEventSource } from "./proofs.ts";
import { statements } from "./statements.ts";
import { toFidelityPage } from "./support/fidelity-page.ts";
import { themes } from "./themes/index.ts";

const root = path.resolve(import.meta.dirname, "../..");
const numbers = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
const run = themes.flatMap((theme) => theme.statements);

test("the statements are C1 to C30 and D1 to D37", () => {
  expect(Object.keys(statements)).toEqual([...numbers("C", 30), ...numbers("D", 37)]);
});

test("every statement has a test or a reviewed row", () => {
  const tested = new Set(run.map(({ id }) => id as string));
  const rows = [ourClient, ourEmulator, ourEventSource, cloudOnly].flatMap((each) => Object.keys(each));

  expect(Object.keys(statements).filter((id) => !tested.has(id) && !rows.includes(id))).toEqual([]);
});

test("each statement that is run has one test, named after it", () => {
  expect(run.map(({ id, title }) => [id, title])).toEqual(run.map(({ id }) => [id, `${id}: ${statements[id]}`]));
  expect(run.map(({ id }) => id).toSorted()).toEqual([...new Set(run.map(({ id }) => id))].toSorted());
});

test("all themes are run", () => {
  const files = globSync("*.ts", { cwd: path.join(import.meta.dirname, "themes") }).filter(
    (name) => name !== "index.ts",
  );

  expect(themes).toHaveLength(files.length);
});

test.each([ourClient, ourEmulator, ourEventSource].flatMap((rows) => Object.entries(rows)))(
  "the test that the row of %s names exists",
  (id, proof) => {
    const file = path.join(root, proof.file);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";

    expect(text).toContain(`"${proof.title}`);
    expect(proof.title).toMatch(new RegExp(`\\b${id}\\b`));
  },
);

test("keeps docs/fidelity.md equal to the tables (vitest -u writes it anew)", async () => {
  await expect(toFidelityPage()).toMatchFileSnapshot("../../docs/fidelity.md");
});
