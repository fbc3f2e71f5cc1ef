import { setImmediate } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { captureLogger } from "../test/capture-logger.ts";
import { recordOutcomes } from "../test/record-outcomes.ts";
import { toContext } from "../test/to-context.ts";
import { toReceiver } from "../test/to-receiver.ts";
import { order, toRecord } from "../test/to-record.ts";
import { createHandler } from "./handler.ts";
import { handlers as own } from "./handlers/index.ts";
import type { MessageContext, MessageHandler } from "./handlers/message-handler.ts";
import { scheduled } from "./handlers/scheduled.ts";

function createParts(added: Record<string, MessageHandler> = {}) {
  const { logger, lines } = captureLogger();
  const handlers = new Map([...own, ...Object.entries(added)]);
  const handler = createHandler({
    handlers,
    scheduled,
    receiver: toReceiver(),
    logger,
    maxReceiveCount: 3,
    partialFailures: true,
  });
  return { handler, lines };
}

const failuresOf = (...records: SQSRecord[]) => ({
  batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

describe("the Lambda handler", () => {
  it("fails bad records alone, each told once with its reason", async () => {
    using told = recordOutcomes();
    const { handler } = createParts({
      throws: async () => {
        throw new Error("no luck");
      },
    });
    const good = [toRecord(order("1")), toRecord(order("2"))];
    const bad = [
      toRecord("{"),
      toRecord("7"),
      toRecord({ type: "unknown", payload: 1 }),
      toRecord({ type: "constructor", payload: 1 }),
      toRecord({ type: "letsgo:contact", payload: { name: "Ada" } }),
      toRecord({ type: "throws", payload: 1 }),
    ];

    const response = await handler({ Records: [good[0], ...bad, good[1]] as SQSRecord[] }, toContext());

    expect(response).toEqual(failuresOf(...bad));
    expect(told.events.filter(({ name }) => name === "succeeded").map(({ record }) => record)).toEqual(good);
    const failed = told.events.filter((event) => event.name === "failed");
    expect(new Set(failed.map(({ record }) => record))).toEqual(new Set(bad));
    expect(failed).toHaveLength(bad.length);
    const codes = failed.map(({ type, error }) => [type, "code" in error ? error.code : error.message]);
    expect(codes).toEqual(
      expect.arrayContaining([
        [undefined, "INVALID_RECORD"],
        ["unknown", "UNKNOWN_TYPE"],
        ["constructor", "UNKNOWN_TYPE"],
        ["letsgo:contact", "INVALID_RECORD"],
        ["throws", "no luck"],
      ]),
    );
  });

  it("runs the records of a batch side by side", async () => {
    const both = Promise.withResolvers<void>();
    let running = 0;
    const { handler } = createParts({
      meets: async () => {
        running += 1;
        if (running === 2) both.resolve();
        await both.promise;
      },
    });
    const record = { type: "meets", payload: null };

    const response = await handler({ Records: [toRecord(record), toRecord(record)] }, toContext());

    expect(response).toEqual(failuresOf());
  });

  it("C19: returns a FIFO group's rest unhandled after a failure, and handles the other groups", async () => {
    using told = recordOutcomes();
    const handled: unknown[] = [];
    const { handler } = createParts({
      steps: async ({ payload }) => {
        handled.push(payload);
        if (payload === "a2") throw new Error("stuck");
      },
    });
    const records = ["a1", "b1", "a2", "b2", "a3"].map((payload) => ({
      ...toRecord({ type: "steps", payload }, { MessageGroupId: payload.charAt(0) }),
      eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:steps.fifo",
    }));

    const response = await handler({ Records: records }, toContext());

    expect(response).toEqual(failuresOf(...[records[2], records[4]].filter((record) => record !== undefined)));
    expect(handled.toSorted()).toEqual(["a1", "a2", "b1", "b2"]);
    expect(told.events.filter(({ record }) => record === records[4])).toEqual([
      { name: "skipped", record: records[4] },
    ]);
  });

  it("calls a handler as LetsGo does, with message, event and context, and more in the context", async () => {
    const calls: [unknown, SQSEvent, MessageContext][] = [];
    const { handler } = createParts({ seen: async (...call) => void calls.push(call) });
    const record = toRecord({ type: "seen", payload: [1] }, { ApproximateReceiveCount: "2" });
    record.messageAttributes = { "letsgo.messageId": { stringValue: "identity", dataType: "String" } };
    const event = { Records: [record] };
    const lambdaContext = toContext();

    await handler(event, lambdaContext);

    const [message, seenEvent, context] = calls[0] ?? [];
    expect(message).toEqual({ type: "seen", payload: [1] });
    expect(seenEvent).toBe(event);
    expect(context).toMatchObject({ messageId: "identity", receiveCount: 2, record });
    expect(context?.functionName).toBe("letsgo-main-worker");
    expect(context?.signal.aborted).toBe(false);
  });

  it("lets a handler's lines carry the message's id and type, and its failure not", async () => {
    const { handler, lines } = createParts({
      logs: async (_message, _event, { logger }) => {
        await setImmediate();
        logger.info("Working");
      },
    });
    const record = toRecord({ type: "logs", payload: 1 });

    await handler({ Records: [record] }, toContext());

    expect(lines).toEqual([expect.objectContaining({ msg: "Working", messageId: record.messageId, type: "logs" })]);
  });

  it.each([
    ["an Error of another realm", runInNewContext('new TypeError("far away")')],
    ["what an Error of a thread or a page looks like", { name: "E", message: "far away", stack: "E: far away\n at x" }],
  ])("keeps %s as it is, with its stack", async (_, thrown) => {
    using told = recordOutcomes();
    const { handler } = createParts({ throws: () => Promise.reject(thrown) });

    await handler({ Records: [toRecord({ type: "throws", payload: 1 })] }, toContext());

    expect(told.events.map((event) => event.name === "failed" && event.error)).toEqual([thrown]);
    expect(told.events[0]).toHaveProperty("error.stack", thrown.stack);
  });

  it.each([undefined, null, "text", { message: "no stack" }, Object.create(null)])(
    "tells of a thrown %o by an Error that holds it",
    async (thrown) => {
      using told = recordOutcomes();
      const { handler } = createParts({ throws: () => Promise.reject(thrown) });

      await handler({ Records: [toRecord({ type: "throws", payload: 1 })] }, toContext());

      const error = told.events.map((event) => event.name === "failed" && event.error)[0];
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({
        message: expect.stringContaining("Expected an Error to be thrown"),
        cause: thrown,
      });
    },
  );

  it("tells whether a failed message comes again", async () => {
    using told = recordOutcomes();
    const { handler } = createParts();
    const attempts = ["1", "2", "3"].map((count) => toRecord("{", { ApproximateReceiveCount: count }));

    await handler({ Records: attempts }, toContext());

    expect(told.events.map((event) => event.name === "failed" && event.willRetry)).toEqual([true, true, false]);
  });

  it("hands a thrown value that is no Error on as one", async () => {
    using told = recordOutcomes();
    const { handler } = createParts({ throws: () => Promise.reject("text") });

    await handler({ Records: [toRecord({ type: "throws", payload: 1 })] }, toContext());

    expect(told.events).toEqual([expect.objectContaining({ error: expect.objectContaining({ cause: "text" }) })]);
  });

  it.each([
    ["empties the event", (event: SQSEvent) => void event.Records.splice(0)],
    ["turns the event round", (event: SQSEvent) => void event.Records.reverse()],
    ["renames a record", (event: SQSEvent) => void Object.assign(event.Records[2] ?? {}, { messageId: "other" })],
  ])("reports the failed record under its own id, though a handler %s", async (_, change) => {
    const { handler } = createParts({
      changes: async (_message, event) => change(event),
      throws: async () => {
        throw new Error("no luck");
      },
    });
    const records = [
      toRecord({ type: "changes", payload: 1 }),
      toRecord(order("1")),
      toRecord({ type: "throws", payload: 1 }),
    ];
    const expected = failuresOf(...records.slice(2));

    expect(await handler({ Records: records }, toContext())).toEqual(expected);
  });

  it("tells the failure of a handler that throws a value without a text", async () => {
    using told = recordOutcomes();
    const { handler } = createParts({ throws: () => Promise.reject(Object.create(null)) });

    await handler({ Records: [toRecord({ type: "throws", payload: 1 })] }, toContext());

    expect(told.events).toEqual([expect.objectContaining({ name: "failed", type: "throws" })]);
  });

  it("takes a scheduled event and returns nothing", async () => {
    const { handler, lines } = createParts();
    const event = { "detail-type": "Scheduled Event", id: "event-1", time: "2026-01-01T00:00:00Z" } as never;

    expect(await handler(event, toContext())).toBeUndefined();

    expect(lines).toEqual([expect.objectContaining({ msg: "Scheduled event received", eventId: "event-1" })]);
  });

  it("throws for an event that is neither", async () => {
    const { handler } = createParts();

    await expect(handler({ Records: [] }, toContext())).rejects.toThrow("at least one record");
    await expect(handler({ "detail-type": "Other" } as never, toContext())).rejects.toThrow("Records");
  });

  it("does without a clock, as LetsGo's own server calls it", async () => {
    const { handler } = createParts();

    expect(await handler({ Records: [toRecord(order("1"))] }, {} as never)).toEqual(failuresOf());
  });
});
