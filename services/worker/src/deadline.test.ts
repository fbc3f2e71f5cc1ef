import { describe, expect, it, vi } from "vitest";
import { captureLogger } from "../test/capture-logger.ts";
import { recordOutcomes } from "../test/record-outcomes.ts";
import { toContext } from "../test/to-context.ts";
import { toReceiver } from "../test/to-receiver.ts";
import { order, toRecord } from "../test/to-record.ts";
import { createHandler } from "./handler.ts";
import { handlers as own } from "./handlers/index.ts";
import type { MessageHandler } from "./handlers/message-handler.ts";
import { scheduled } from "./handlers/scheduled.ts";

const parts = {
  scheduled,
  receiver: toReceiver(),
  logger: captureLogger().logger,
  maxReceiveCount: 3,
  partialFailures: true,
};
const handlerWith = (type: string, handler: MessageHandler) =>
  createHandler({ ...parts, handlers: new Map([...own, [type, handler]]) });

describe("the deadline before the function timeout", () => {
  it("fails the record that still runs, names its type, and keeps the rest", async () => {
    using told = recordOutcomes();
    const handler = handlerWith("hangs", () => new Promise(() => {}));
    const hanging = toRecord({ type: "hangs", payload: 1 });

    const response = await handler({ Records: [toRecord(order("1")), hanging] }, toContext(1000));

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: hanging.messageId }] });
    expect(told.events.map(({ name }) => name)).toEqual(["succeeded", "failed"]);
    expect(told.events[1]).toMatchObject({
      type: "hangs",
      error: {
        code: "TASK_TIMEOUT",
        message: expect.stringMatching(/^Task timed out after \d+\.\d\d seconds .*hangs/),
      },
    });
  });

  it("comes before the timeout itself and tells the handler by its signal", async () => {
    const context = toContext(400);
    let leftMs = 0;
    const handler = handlerWith("aborts", async (_message, _event, { signal, getRemainingTimeInMillis }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
      });
      leftMs = getRemainingTimeInMillis();
    });

    const response = await handler({ Records: [toRecord({ type: "aborts", payload: 1 })] }, context);

    expect(response?.batchItemFailures).toHaveLength(1);
    expect(leftMs).toBeGreaterThan(0);
  });

  it("counts a handler as timed out that held up the whole process until after it", async () => {
    using told = recordOutcomes();
    const context = toContext(60_000);
    vi.spyOn(context, "getRemainingTimeInMillis").mockReturnValueOnce(60_000).mockReturnValue(0);
    const handler = handlerWith("blocks", async () => {});
    const blocking = toRecord({ type: "blocks", payload: 1 });

    const response = await handler({ Records: [blocking] }, context);

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: blocking.messageId }] });
    expect(told.events).toMatchObject([{ name: "failed", type: "blocks", error: { code: "TASK_TIMEOUT" } }]);
  });

  it.each(["succeeds", "fails"])("does not tell again what the handler does later: it %s", async (end) => {
    using told = recordOutcomes();
    const late = Promise.withResolvers<void>();
    const handler = handlerWith("late", () => late.promise);
    await handler({ Records: [toRecord({ type: "late", payload: 1 })] }, toContext(20));

    if (end === "fails") late.reject(new Error("too late"));
    else late.resolve();
    await late.promise.catch(() => {});
    await handler({ Records: [toRecord(order("after"))] }, toContext());

    expect(told.events.map(({ name }) => name)).toEqual(["failed", "succeeded"]);
  });
});
