import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

const LOOK_INTERVAL_MS = 100;
const DEADLINE_MS = 30_000;

/** Looks again and again until `look` answers what is expected; for what nobody tells by an event. */
export async function eventually<T>(what: string, look: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (isDeepStrictEqual(seen, expected)) return;
    if (Date.now() > deadline) {
      const [wanted, got] = [expected, seen].map((value) => JSON.stringify(value));
      throw new Error(`Expected ${what} to be ${wanted} within ${DEADLINE_MS} ms, got ${got}`);
    }
    await delay(LOOK_INTERVAL_MS);
  }
}
