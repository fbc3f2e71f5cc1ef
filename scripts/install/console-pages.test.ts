import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { areConsolePagesBuilt } from "./console-pages.ts";

it("asks for a build where there are no pages, and where a source is newer than they are", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (file: string, seconds: number) => {
    const place = path.join(folder, "services/console/ui", file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, "");
    utimesSync(place, seconds, seconds);
  };
  write("src/messages/list.tsx", 100);

  expect(areConsolePagesBuilt(folder)).toBe(false);
  write("dist/index.html", 200);
  expect(areConsolePagesBuilt(folder)).toBe(true);
  write("src/messages/row.tsx", 300);
  expect(areConsolePagesBuilt(folder)).toBe(false);
});
