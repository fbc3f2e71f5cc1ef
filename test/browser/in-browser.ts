import { existsSync } from "node:fs";
import type { ServiceName, Stack } from "@letsgo/testing";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Where Chromium is. */
const executablePath = process.env.LETSGO_TEST_CHROMIUM || "/usr/bin/chromium";

/** Why there is no browser here; undefined where there is one. */
export function whyNoBrowser(): string | undefined {
  if (existsSync(executablePath)) return undefined;
  return process.env.LETSGO_TEST_CHROMIUM_REASON || `${executablePath} does not exist`;
}

/** Without a GPU, which the processor of a machine that has none would play, at the price of a third more of its time. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: ["--disable-gpu"] });
}

/**
 * Runs `visit` with an empty page of headless Chromium that shares nothing with any other. A page that has anything to complain of fails the test, and a
 * test that fails is told with what the page and its server said.
 */
export function inBrowser(stack: Stack, visit: (page: Page) => Promise<void>): Promise<void> {
  return inBrowserOf({ serverLines: () => linesOf(stack, "web") }, visit);
}

/** What a service of the stack has logged so far. */
export function linesOf(stack: Stack, name: ServiceName): readonly string[] {
  const told = stack.lines().filter(({ service }) => service === name);
  return told.map(({ text }) => text);
}

/** What {@link inBrowserOf} needs of the server, and how the browser is. */
export interface Visiting {
  /** What the pages' server logged, for the report of a failure. */
  readonly serverLines: () => readonly string[];
  /** What the page may complain of: what the test itself brings about. */
  readonly expectedFaults?: RegExp;
  /** Size, theme and so on. */
  readonly context?: BrowserContextOptions;
}

/** As {@link inBrowser}, for the pages of any server. */
export async function inBrowserOf(visiting: Visiting, visit: (page: Page) => Promise<void>): Promise<void> {
  const reason = whyNoBrowser();
  if (reason !== undefined) throw new Error(`Expected Chromium to be there, got none: ${reason}`);
  const browser = await browserOfThisProcess();
  const deadline = Date.now() + UNDISTURBED_DEADLINE_MS;
  while ((await visitOnce({ browser, visiting, visit })) === "disturbed") {
    if (Date.now() > deadline) throw new Error("Expected this machine's network to be calm for one visit, got none.");
  }
}

// --- internal ---

const UNDISTURBED_DEADLINE_MS = 60_000;

let launched: Promise<Browser> | undefined;

/** One for all tests of a file, since each start takes a second of processor time. Playwright ends it with this process. */
async function browserOfThisProcess(): Promise<Browser> {
  const browser = await launched;
  if (browser?.isConnected()) return browser;
  launched = launchChromium();
  return await launched;
}

/**
 * Chromium on Linux breaks off what it is loading, from loopback too, whenever a network interface of the machine comes or
 * goes, and every container that starts beside us brings one. Such a visit says nothing about the page: it is made again.
 */
const DISTURBANCE = "ERR_NETWORK_CHANGED";

async function visitOnce(parts: {
  browser: Browser;
  visiting: Visiting;
  visit: (page: Page) => Promise<void>;
}): Promise<"done" | "disturbed"> {
  const { browser, visiting, visit } = parts;
  await using context = await browser.newContext(visiting.context);
  const page = await context.newPage();
  const faults: string[] = [];
  const disturbed = new Promise<never>((_, reject) => {
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText.includes(DISTURBANCE)) reject(new Error(DISTURBANCE));
    });
  });
  disturbed.catch(() => {});
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  try {
    const visited = visit(page);
    visited.catch(() => {});
    await Promise.race([visited, disturbed]);
    expect(faults.filter((fault) => !visiting.expectedFaults?.test(fault))).toEqual([]);
    return "done";
  } catch (error) {
    const { message } = error as Error;
    if ([message, ...faults].some((text) => text.includes(DISTURBANCE))) return "disturbed";
    const told = ["Faults of the page:", ...faults, "Lines of its server:", ...visiting.serverLines()];
    throw new Error(`${message}\n${told.join("\n")}`, { cause: error });
  }
}
