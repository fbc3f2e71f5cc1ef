import { expect, test } from "vitest";
import { startEmulator } from "./start-emulator.ts";
import { createDataFile } from "./test-support/data-file.ts";

test("the clock is not turned beyond what a date can be, nor by what is no number", async () => {
  await using emulator = await startEmulator({ clock: "manual", startAt: new Date(0) });
  for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e13, "1" as never]) {
    expect(() => emulator.advance(seconds)).toThrow(
      /^Expected seconds to be a number .* got '?[-\w+]+'?; turn it by less/,
    );
  }
  expect(emulator.now()).toEqual(new Date(0));
  emulator.advance(Date.UTC(9999, 11, 31) / 1000);
  expect(emulator.now()).toEqual(new Date("9999-12-31T00:00:00.000Z"));
});

test("a clock without end in its speed is refused", async () => {
  await expect(startEmulator({ clock: { speed: Number.POSITIVE_INFINITY } })).rejects.toThrow(
    "Expected clock.speed to be a number above 0, got Infinity",
  );
});

test("an emulator with a data file may be closed more than once", async () => {
  using file = createDataFile();
  await using emulator = await startEmulator({ data: file.path });

  await Promise.all([emulator.close(), emulator.close()]);
  await emulator.close();
});
