import { describe, expect, it } from "vitest";
import { queueEnvironment } from "./queue-settings.ts";
import { workerEnvironment } from "./worker-settings.ts";

/** As AWS has them, in literals: a bound that moves must be seen here. */
const ranges: Readonly<Record<string, readonly [min: number, max: number]>> = {
  LETSGO_WORKER_BATCH_SIZE: [1, 10_000],
  LETSGO_WORKER_BATCHING_WINDOW: [0, 300],
  LETSGO_WORKER_CONCURRENCY: [1, 1000],
  LETSGO_WORKER_FUNCTION_TIMEOUT: [1, 900],
  LETSGO_WORKER_MEMORY: [128, 10_240],
  LETSGO_WORKER_VISIBILITY_TIMEOUT: [1, 43_200],
  LETSGO_WORKER_MESSAGE_RETENTION_PERIOD: [60, 1_209_600],
  LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME: [0, 20],
  LETSGO_WORKER_MAX_RECEIVE_COUNT: [1, 1000],
  LETSGO_WORKER_MAX_MESSAGE_SIZE: [1024, 1_048_576],
};

const settings = Object.entries({ ...queueEnvironment, ...workerEnvironment });
const numbers = settings.filter(([, { range }]) => range.startsWith("a whole number"));

it("every number of LETSGO_WORKER_* is in the table", () => {
  const names = numbers.map(([name]) => name).filter((name) => name.startsWith("LETSGO_WORKER_"));

  expect(names.toSorted()).toEqual(Object.keys(ranges).toSorted());
});

describe.each(Object.entries(ranges))("%s", (name, [min, max]) => {
  const setting = settings.find(([each]) => each === name)?.[1];

  it.each([min, max])("takes %s", (value) => {
    expect(setting?.parse(String(value))).toBe(value);
  });

  it.each([min - 1, max + 1, `${min}.5`, `${max}e0`, ` ${min}`, `+${max}`, "NaN"])("refuses %s", (value) => {
    expect(setting?.parse(String(value))).toBeUndefined();
  });

  it("has defaults in its range", () => {
    for (const value of Object.values(setting?.defaults ?? {})) {
      if (value !== undefined) expect(setting?.parse(String(value))).toBe(value);
    }
  });
});
