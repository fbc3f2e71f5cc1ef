import { describe, expect, it } from "vitest";
import { createReachability } from "./reachability.ts";

describe("reachability", () => {
  it("is ok where the part answers, unreachable where it fails", async () => {
    expect(await createReachability(async () => {})()).toBe("ok");
    expect(await createReachability(() => Promise.reject(new Error("refused")))()).toBe("unreachable");
  });

  it("does not wait for a part that never answers, and tells it so", async () => {
    let asked: AbortSignal | undefined;
    const reachability = createReachability(
      (signal) => {
        asked = signal;
        return new Promise(() => {});
      },
      { timeoutMs: 5 },
    );

    expect(await reachability()).toBe("unreachable");
    expect(asked?.aborted).toBe(true);
  });

  it("asks once for many that want to know within a moment", async () => {
    let asks = 0;
    const reachability = createReachability(async () => {
      asks += 1;
    });

    await Promise.all([reachability(), reachability()]);
    await reachability();

    expect(asks).toBe(1);
  });

  it("asks again when the answer is no longer fresh", async () => {
    const answers = [Promise.reject(new Error("starting")), Promise.resolve()];
    const reachability = createReachability(() => answers.shift() ?? Promise.reject(new Error("asked too often")), {
      freshMs: 0,
    });

    expect(await reachability()).toBe("unreachable");
    expect(await reachability()).toBe("ok");
  });
});
