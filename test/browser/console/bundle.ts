import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** What the build weighs, and that nothing in it needs eval. */
export function bundleTests(folder: () => string): void {
  test("the first view is less than 500 KB of gzipped JavaScript, plots and forms not among it", () => {
    const first = firstScripts(folder());
    const bytes = first.reduce((sum, text) => sum + gzipSync(text).length, 0);

    expect(bytes).toBeLessThan(500 * 1024);
    expect(bytes).toBeGreaterThan(50 * 1024);
    for (const text of first) expect(text).not.toMatch(/uPlot|u-legend|rjsf/);
  });

  test("no script asks for eval, which the pages' policy forbids, or for a package that is not there", () => {
    const scripts = readdirSync(join(folder(), "assets")).filter((name) => name.endsWith(".js"));
    for (const name of scripts) {
      const text = readFileSync(join(folder(), "assets", name), "utf8");
      expect(text, name).not.toMatch(/\bnew Function\(|validator-ajv8/);
    }
    expect(scripts.length).toBeGreaterThan(4);
  });
}

// --- internal ---

/** The entry and what it imports at once, as index.html and static imports name them. */
function firstScripts(folder: string): string[] {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const names = new Set([...html.matchAll(/assets\/([^"]+\.js)/g)].map(([, name]) => name ?? ""));
  for (const name of names) {
    const text = readFileSync(join(folder, "assets", name), "utf8");
    for (const [, imported] of text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)) names.add(imported ?? "");
  }
  return [...names].map((name) => readFileSync(join(folder, "assets", name), "utf8"));
}
