import type { Browser } from "playwright-core";
import { buildPages } from "../../browser/console/build-pages.ts";
import { launchChromium, whyNoBrowser } from "../../browser/in-browser.ts";
import { compareRuns, printTable } from "../compare.ts";
import { type Figure, printFigures } from "../emulator/figures.ts";
import { type Frames, firstRowScript, msUntil, recordFrames, scrollToEnd, turnWheel } from "./in-page.ts";
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
  await using browser = await launchChromium();
  const firstRow = (list: FilledConsole) => () => firstRowMs(browser, list);
  const name = `first row of ${MANY} messages, against ${FEW}, ms from the navigation`;
  const rivals = { ours: firstRow(many), theirs: firstRow(few) };
  printTable([await compareRuns(name, rivals, { rounds, warmUpRounds: 1 })]);
  printFigures(await measureScroll(browser, many));
}

// --- internal ---

/** A frame at 60 a second. */
const FRAME_MS = 1000 / 60;
/** What a mouse's wheel scrolls at a time. */
const NOTCH_PX = 100;
/** 125 rows, none of which was there before: the list takes 800 of these. */
const FLING_PX = 4000;

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
  const byNotch = await recordFrames(page, () => turnWheel(page, { wheelPx: NOTCH_PX, turns: 600 }));
  const whole = await recordFrames(page, () => scrollToEnd(page, FLING_PX));
  const endMs = await msUntil(page, "document.querySelector('[data-message-id^=\"00000000-\"]')");
  return [
    ...toFigures("frames while nothing moves", still),
    ...toFigures(`frames while 600 turns of ${NOTCH_PX} px are scrolled`, byNotch),
    ...toFigures(`frames while all ${MANY} rows are, by ${FLING_PX} px`, whole),
    { what: "the last row, once the list is scrolled to its end, ms", figure: endMs },
  ];
}

function toFigures(what: string, { p50, p95, longest }: Frames): Figure[] {
  return [
    { what: `${what}, p50 ms`, figure: p50, atMost: FRAME_MS },
    { what: `${what}, p95 ms`, figure: p95, atMost: FRAME_MS },
    { what: `${what}, longest ms`, figure: longest },
  ];
}

const viewport = { width: 1280, height: 800 };
