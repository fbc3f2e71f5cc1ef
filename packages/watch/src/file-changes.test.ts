import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createFileChanges } from "./file-changes.ts";

it("tells of a file that was saved while the service began, before its folder was watched, and of no older one", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-changes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [old, saved] = [path.join(folder, "a-old.ts"), path.join(folder, "saved.ts")];
  writeFileSync(old, "");
  utimesSync(old, 1, 1);
  const changes = createFileChanges();
  onTestFinished(() => changes.close());

  changes.forget();
  writeFileSync(saved, "");
  changes.addFile(old);
  changes.addFile(saved);

  expect(await changes.next()).toBe(saved);
});
