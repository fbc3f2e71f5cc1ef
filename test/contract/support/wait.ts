import { setTimeout as delay } from "node:timers/promises";

/** Long enough for a machine under load; a wait for what an emulator never does lasts as long. */
const DEADLINE_SECONDS = 15;
const LOOK_INTERVAL_MS = 100;

/** What an emulator does not do. The only errors, beside refused calls and failed assertions, that count against it. */
export class NotKeptError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotKeptError";
  }
}

/** Looks again and again until `look` gives something; `false` and undefined are nothing. */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | undefined>,
  { deadlineSeconds = DEADLINE_SECONDS }: { deadlineSeconds?: number } = {},
): Promise<T> {
  const deadline = performance.now() + deadlineSeconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== undefined) return seen;
    if (performance.now() > deadline)
      throw new NotKeptError(`Expected ${what} within ${deadlineSeconds} s, got nothing`);
    await delay(LOOK_INTERVAL_MS);
  }
}

/** Lets the emulator's clock go on, for statements about what happens when a time has passed. */
export function pass(seconds: number): Promise<void> {
  return delay(seconds * 1000);
}
