import type { Page } from "playwright-core";

/** `firstRow` of the page: when the first row was drawn, in milliseconds from the navigation. */
export const firstRowScript = `globalThis.firstRow = new Promise((resolve) => {
  const look = () => document.querySelector("[data-message-id]")
    ? requestAnimationFrame(() => resolve(performance.now()))
    : requestAnimationFrame(look);
  look();
});`;

/** How long frames took. */
export interface Frames {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
}

/** The frames of the page while something goes on. */
export async function recordFrames(page: Page, goOn: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(`
    globalThis.frames = [];
    let last = performance.now();
    const tick = (now) => {
      frames.push(now - last);
      last = now;
      globalThis.ticking = requestAnimationFrame(tick);
    };
    globalThis.ticking = requestAnimationFrame(tick);`);
  await goOn();
  const frames = await page.evaluate<number[]>("cancelAnimationFrame(ticking); frames");
  const sorted = frames.slice(1).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), longest: sorted.at(-1) ?? Number.NaN };
}

/** Turns the wheel over the list until it is at its end. */
export async function scrollToEnd(page: Page, wheelPx: number): Promise<void> {
  const rows = 'document.getElementById("message-rows")';
  const restPx = () => page.evaluate<number>(`((r) => r.scrollHeight - r.clientHeight - r.scrollTop)(${rows})`);
  for (let rest = await restPx(); rest > 1; rest = await restPx()) {
    await turnWheel(page, { wheelPx, turns: Math.ceil(rest / wheelPx) });
  }
}

/** Turns the wheel over the list so many times. */
export async function turnWheel(page: Page, { wheelPx, turns }: { wheelPx: number; turns: number }): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, wheelPx);
}

/** Milliseconds until the page has what is looked for. */
export function msUntil(page: Page, looked: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const from = performance.now();
    const look = () => (${looked}) ? resolve(performance.now() - from) : requestAnimationFrame(look);
    look();
  })`);
}
