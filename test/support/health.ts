import { setTimeout as delay } from "node:timers/promises";

/** Waits until a health address answers with these fields. */
export async function healthWith(
  url: string,
  fields: Readonly<Record<string, unknown>>,
  deadlineMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  let last: unknown;
  while (Date.now() < deadline) {
    last = await healthOf(url);
    if (isHolding(last, fields)) return;
    await delay(LOOK_INTERVAL_MS);
  }
  throw new Error(
    `Expected ${url} to answer ${JSON.stringify(fields)} within ${deadlineMs} ms, got ${JSON.stringify(last)}`,
  );
}

// --- internal ---

const LOOK_INTERVAL_MS = 100;

async function healthOf(url: string): Promise<unknown> {
  try {
    return await (await fetch(url)).json();
  } catch (error) {
    return String(error);
  }
}

function isHolding(answer: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  return Object.entries(fields).every(([name, value]) => (answer as Record<string, unknown>)[name] === value);
}
