import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Stack } from "@letsgo/testing";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { inBrowserOf, linesOf } from "../in-browser.ts";

/** A window and a theme. */
export interface Look {
  readonly theme: "light" | "dark";
  readonly width: 1280 | 390;
}

export const looks: readonly Look[] = [
  { theme: "dark", width: 1280 },
  { theme: "light", width: 1280 },
  { theme: "dark", width: 390 },
  { theme: "light", width: 390 },
];

/** Both themes and both widths in half the time, for a part of a view that is seen whole elsewhere. */
export const halfOfLooks = looks.filter(({ theme, width }) => (theme === "dark") === (width === 1280));

/**
 * Opens a console's page in a new browser and waits until it is live; what the page complains of fails the test.
 *
 * @param at a stack whose console it is, or the address of one by itself
 */
export function visitConsole(
  at: Stack | string,
  path: string,
  visit: (page: Page) => Promise<void>,
  look: Look = { theme: "dark", width: 1280 },
  expectedFaults?: RegExp,
): Promise<void> {
  const { theme, width } = look;
  const context = {
    viewport: { width, height: width === 390 ? 844 : 800 },
    colorScheme: theme,
    reducedMotion: "reduce" as const,
    permissions: ["clipboard-read", "clipboard-write"],
  } satisfies BrowserContextOptions;
  const serverLines = () => (typeof at === "string" ? [] : linesOf(at, "console"));
  return inBrowserOf({ serverLines, context, ...(expectedFaults && { expectedFaults }) }, async (page) => {
    await page.goto((typeof at === "string" ? at : at.urls.console) + path);
    await page.locator('[data-testid="stream"][data-state="open"]').waitFor();
    await visit(page);
  });
}

/** Expects axe to find nothing against WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // By the debugger's protocol: the page's own policy allows no foreign script.
  await page.evaluate(axeSource);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // Mantine's dialogs have a header element of their own.
  const rules = { "landmark-no-duplicate-banner": { enabled: false } };
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"], rules: ${JSON.stringify(rules)} })`,
  );
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
  expect(told).toEqual([]);
  expect(await page.evaluate(doubledIds)).toEqual([]);
}

/** Keeps a picture of the page, for CI and for the docs. */
export async function keepPicture(page: Page, name: string, { theme, width }: Look): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}-${theme}-${width}.png`), animations: "disabled" });
}

// --- internal ---

/** What refers to an id that two elements have is labelled by the first of them, which axe does not mind. */
const doubledIds = `(() => {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
})()`;

const pictures = fileURLToPath(new URL("../../../test-results/console/", import.meta.url));
const axeSource = (createRequire(import.meta.url)("axe-core") as { source: string }).source;
