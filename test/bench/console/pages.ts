import { type Browser, chromium } from "playwright-core";
import { buildPages } from "../../browser/console/build-pages.ts";
import { executablePath, whyNoBrowser } from "../../browser/in-browser.ts";
import { compareRuns, printTable } from "../compare.ts";
import { type Figure, printFigures } from "../emulator/figures.ts";
import { firstRowScript, msUntil, recordFrames, scrollToEnd } from "./in-page.ts";
import { type FilledConsole, startFilledConsole } from "./start-filled.ts";

const MANY = 100_000;
const FEW = 100;

/**
 * Prints how soon the console's list shows its first row with 100,000 messages, beside the same page with 100, and how even
 * the frames are while the whole list is scrolled.
 */
export async function printPages(rounds: number): Promise<void> {
  const reason = whyNoBrowser();
  if (reason !== undefined) {
    console.log(`The console's pages are not measured: no Chromium: ${reason}`);
    return;
  }
  using pages = await buildPages();
  await using many = await startFilledConsole(pages.folder, MANY);
  await using few = await startFilledConsole(pages.folder, FEW);
  await using browser = await chromium.launch({ executablePath, headless: true });
  const firstRow = (list: FilledConsole) => () => firstRowMs(browser, list);
  const name = `first row of ${MANY} messages, against ${FEW}, ms from the navigation`;
  const rivals = { ours: firstRow(many), theirs: firstRow(few) };
  printTable([await compareRuns(name, rivals, { rounds, warmUpRounds: 1 })]);
  printFigures(await measureScroll(browser, many));
}

// --- internal ---

/** A frame at 60 a second. */
const FRAME_MS = 1000 / 60;
/** Pixels of one turn of the wheel: 125 rows, so that the list takes 800. */
const WHEEL_PX = 4000;

/** In a context of its own, so that nothing of the pages is cached. */
async function firstRowMs(browser: Browser, list: FilledConsole): Promise<number> {
  await using page = await browser.newPage({ viewport });
  await page.addInitScript(firstRowScript);
  await page.goto(`${list.url}/messages`);
  return await page.evaluate<number>("firstRow");
}

async function measureScroll(browser: Browser, list: FilledConsole): Promise<Figure[]> {
  await using page = await browser.newPage({ viewport });
  await page.addInitScript(firstRowScript);
  await page.goto(`${list.url}/messages`);
  await page.evaluate("firstRow");
  const still = await recordFrames(page, () => page.evaluate("new Promise((end) => setTimeout(end, 5000))"));
  await page.mouse.move(viewport.width / 2, viewport.height / 2);
  const scrolled = await recordFrames(page, () => scrollToEnd(page, WHEEL_PX));
  const endMs = await msUntil(page, "document.querySelector('[data-message-id^=\"00000000-\"]')");
  return [
    { what: "frames while nothing moves, p50 ms", figure: still.p50 },
    { what: "frames while nothing moves, p95 ms", figure: still.p95 },
    {
      what: `frames while ${MANY} rows are scrolled (${scrolled.count} of them), p50 ms`,
      figure: scrolled.p50,
      atMost: FRAME_MS,
    },
    { what: `frames while ${MANY} rows are scrolled, p95 ms`, figure: scrolled.p95, atMost: FRAME_MS },
    { what: `frames while ${MANY} rows are scrolled, longest ms`, figure: scrolled.longest },
    { what: "the last row, once the list is scrolled to its end, ms", figure: endMs },
  ];
}

const viewport = { width: 1280, height: 800 };
