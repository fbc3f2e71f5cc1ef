import { existsSync } from "node:fs";
import { chromium, type Page } from "playwright-core";

/** A page in a browser of its own, and what it had to complain of. */
export interface OpenBrowser extends AsyncDisposable {
  readonly page: Page;
  /** Errors on the page's console and exceptions that nobody caught. */
  faults(): readonly string[];
}

/** Why there is no browser here; undefined where there is one. */
export function whyNoBrowser(): string | undefined {
  if (existsSync(executablePath)) return undefined;
  return process.env.LETSGO_TEST_CHROMIUM_REASON || `${executablePath} does not exist`;
}

/**
 * Opens an empty page in a new headless Chromium.
 *
 * @throws where there is none, with the reason
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const reason = whyNoBrowser();
  if (reason !== undefined) throw new Error(`Expected Chromium to be there, got none: ${reason}`);
  const browser = await chromium.launch({ executablePath, headless: true });
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  return { page, faults: () => faults, [Symbol.asyncDispose]: () => browser.close() };
}

// --- internal ---

const executablePath = process.env.LETSGO_TEST_CHROMIUM || "/usr/bin/chromium";
