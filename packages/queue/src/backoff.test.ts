import { afterEach, describe, expect, it, vi } from "vitest";
import { backoff } from "./index.ts";

afterEach(() => void vi.restoreAllMocks());

describe("backoff", () => {
  it("doubles with each delivery up to the cap", () => {
    const pause = backoff({ base: 2, cap: 60, jitter: 0 });

    expect([1, 2, 3, 4, 5, 6, 1000].map(pause)).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });

  it("leaves a share to chance", () => {
    vi.spyOn(Math, "random").mockReturnValueOnce(0).mockReturnValueOnce(0.999_999).mockReturnValueOnce(0.5);

    const half = backoff({ base: 100, cap: 100, jitter: 0.5 });
    expect([half(1), half(1)]).toEqual([100, 50]);
    expect(backoff({ base: 100, cap: 100, jitter: 1 })(1)).toBe(50);
  });

  it("gives whole seconds for any delivery", () => {
    const pause = backoff({ base: 0.3 });

    for (let receiveCount = 0; receiveCount < 50; receiveCount++) {
      expect(Number.isInteger(pause(receiveCount))).toBe(true);
      expect(pause(receiveCount)).toBeLessThanOrEqual(900);
    }
  });

  it.each([{ base: 0 }, { base: Number.NaN }, { cap: 0.5 }, { cap: 43_201 }, { jitter: 1.1 }, { jitter: -0.1 }])(
    "refuses %j",
    (options) => {
      expect(() => backoff(options)).toThrow(RangeError);
    },
  );
});
