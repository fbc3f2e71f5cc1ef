import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { arePagesStale } from "./console-pages.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function makeFolder(files: Record<string, number>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-pages-"));
  folders.push(folder);
  for (const [name, changedAt] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "");
    utimesSync(file, changedAt, changedAt);
  }
  return folder;
}

it("pages are built where there are none, or where a source is newer", () => {
  expect(arePagesStale(makeFolder({ "src/main.tsx": 100 }))).toBe(true);
  expect(arePagesStale(makeFolder({ "dist/index.html": 200, "src/list/row.tsx": 300 }))).toBe(true);
});

it("they are left alone where they are newer than all sources, whatever lies beside them", () => {
  const files = { "dist/index.html": 200, "src/main.tsx": 100, "dist/assets/a.js": 300, "node_modules/.vite/x": 300 };

  expect(arePagesStale(makeFolder(files))).toBe(false);
});
