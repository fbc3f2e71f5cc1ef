import { expect, test } from "vitest";
import { startSource } from "../test-support/command.ts";
import { createDataFile } from "../test-support/data-file.ts";
import { Ledger, readAll, work } from "../test-support/ledger.ts";

const KILLS = 50;

test("fifty kills of the process lose no message that was accepted, and bring none back that was deleted", async () => {
  using file = createDataFile();
  const ledger = new Ledger();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await using command = startSource(["--port", "0", "--data", file.path]);
    const working = work(await command.firstLine, ledger);
    // In the midst of calls: after so many answers, another number each time.
    await ledger.answers(1 + ((kill * 37) % 100));
    command.kill("SIGKILL");
    await command.exited;
    await working;
  }

  await using command = startSource(["--port", "0", "--data", file.path]);
  const url = await command.firstLine;
  const present = await readAll(url);

  expect(ledger.lostOf(present)).toEqual([]);
  expect(ledger.returnedOf(present)).toEqual([]);
  expect(ledger.repeatedOf(present)).toEqual([]);
  expect(ledger.sent.size).toBeGreaterThan(KILLS);
  expect(ledger.deleted.size).toBeGreaterThan(KILLS);
}, 180_000);
