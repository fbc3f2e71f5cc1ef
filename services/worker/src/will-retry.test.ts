import { describe, expect, it } from "vitest";
import { toRecord } from "../test/to-record.ts";
import { createWillRetry } from "./will-retry.ts";

const delivery = (count: number, SenderId = "000000000000") =>
  toRecord("{}", { ApproximateReceiveCount: String(count), SenderId });

describe("whether a failed delivery comes again", () => {
  it("is true until the last delivery before the dead-letter queue (D14)", () => {
    const willRetry = createWillRetry({ maxReceiveCount: 2, partialFailures: true });

    expect([1, 2, 3].map((count) => willRetry(delivery(count)))).toEqual([true, false, false]);
  });

  it.each(["letsgo:local", "letsgo:local:joe"])("is false for the direct delivery of %s", (sender) => {
    const willRetry = createWillRetry({ maxReceiveCount: 2, partialFailures: true });

    expect(willRetry(delivery(1, sender))).toBe(false);
  });

  it("is false where reported failures are deleted (C14)", () => {
    const willRetry = createWillRetry({ maxReceiveCount: 2, partialFailures: false });

    expect(willRetry(delivery(1))).toBe(false);
  });
});
