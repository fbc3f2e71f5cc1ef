import { expect, test } from "vitest";
import { createPacedReceive } from "./paced-receive.ts";
import { createFakeClock } from "./test-support/fake-clock.ts";
import { fakeQueue, fakeRecord } from "./test-support/fake-records.ts";

/** Receives over and over, each ending at once with what `answer` says; pauses are the clock's alone. */
function receiveForEver(waitTimeSeconds: number, answer: (call: number) => number) {
  const clock = createFakeClock();
  const stopping = new AbortController();
  const startedAtMs: number[] = [];
  const receive = async () => {
    startedAtMs.push(clock.nowMs());
    if (startedAtMs.length === 1_000) stopping.abort(); // in case nothing else ends it
    const records = Array.from({ length: answer(startedAtMs.length) }, (_, index) => fakeRecord(String(index)));
    return { queue: fakeQueue, records };
  };
  const paced = createPacedReceive({ receive, clock, signal: stopping.signal });
  const ended = (async () => {
    while (!stopping.signal.aborted) await paced({ maximum: 10, waitTimeSeconds });
  })();
  async function stop(): Promise<void> {
    stopping.abort();
    await ended;
  }
  return { clock, startedAtMs, stop };
}

test.each([0, 20])("answers that are empty at once are no busy loop (wait time %i s)", async (waitTimeSeconds) => {
  const { clock, startedAtMs, stop } = receiveForEver(waitTimeSeconds, () => 0);

  await clock.advance(0);
  const atOnce = startedAtMs.length;
  await clock.advance(10_000);
  await stop();

  expect(atOnce).toBe(4);
  expect(startedAtMs.length).toBeLessThan(4 + 30);
});

test("a message found ends the pauses", async () => {
  const { clock, startedAtMs, stop } = receiveForEver(0, (call) => (call === 5 ? 1 : 0));

  await clock.advance(100);
  await stop();

  expect(startedAtMs.length).toBe(5 + 4);
});

test("a pause ends with the deadline of the next receive", async () => {
  const clock = createFakeClock();
  const { signal } = new AbortController();
  const receive = async () => ({ queue: fakeQueue, records: [] });
  const paced = createPacedReceive({ receive, clock, signal });
  for (let call = 1; call <= 4; call += 1) await paced({ maximum: 10, waitTimeSeconds: 0 });

  let ended = false;
  const last = paced({ maximum: 10, waitTimeSeconds: 0, deadlineMs: 20 }).then(() => {
    ended = true;
  });
  await clock.advance(19);
  const early = ended;
  await clock.advance(1);
  await last;

  expect(early).toBe(false);
});
