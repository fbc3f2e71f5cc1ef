import { execFileSync } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate } from "node:timers/promises";
import { context, trace } from "@opentelemetry/api";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { carryContext } from "../../../test/support/record-spans.ts";
import { createLogger, LOG_CHANNEL, outsideMessageScope, withMessageScope } from "./index.ts";

function createCapture() {
  const lines: string[] = [];
  const logger = createLogger({ service: "worker", destination: { write: (line) => void lines.push(line) } });
  return { logger, last: () => JSON.parse(lines.at(-1) ?? "") as Record<string, unknown> };
}

describe("the logger", () => {
  it("begins each line with time, level, service, msg and messageId", () => {
    const { logger, last } = createCapture();

    logger.info({ durationMs: 3, messageId: "m-1", type: "order:new" }, "Message succeeded");

    expect(Object.keys(last())).toEqual(["time", "level", "service", "msg", "messageId", "type", "durationMs"]);
    expect(last()).toMatchObject({ level: "info", service: "worker", msg: "Message succeeded" });
  });

  it("tells each line's own time", () => {
    const { logger, last } = createCapture();
    vi.useFakeTimers({ now: 0 });
    onTestFinished(() => void vi.useRealTimers());

    logger.info("first");
    vi.setSystemTime(5000);
    logger.info("second");

    expect(last()).toMatchObject({ time: "1970-01-01T00:00:05.000Z", msg: "second" });
  });

  it("has written every line, in order, when the process exits", () => {
    const script = `
      import { createLogger } from ${JSON.stringify(import.meta.resolve("./index.ts"))};
      const logger = createLogger({ service: "worker" });
      for (let line = 0; line < 100; line++) {
        logger.info({ line }, "Line");
        await new Promise(setImmediate);
      }
      logger.info({ line: 100 }, "Stopped");
      process.exit(0);`;

    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });

    const lines = output
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { line: number }).line);
    expect(lines).toEqual(Array.from({ length: 101 }, (_, line) => line));
  });

  it("writes an error with its stack and cause", () => {
    const { logger, last } = createCapture();

    logger.error(new Error("outer", { cause: new Error("inner") }));

    expect(last()).toMatchObject({ msg: "outer", err: { message: "outer: inner" } });
    expect(JSON.stringify(last())).toContain("logger.test.ts");
  });

  it("gives lines inside a scope the message's id, across awaits, and none outside", async () => {
    const { logger, last } = createCapture();

    await withMessageScope({ messageId: "m-2", type: "order:new" }, async () => {
      await setImmediate();
      logger.info("Charging %s", "card");
    });
    const inside = last();
    logger.info("Idle");

    expect(inside).toMatchObject({ msg: "Charging card", messageId: "m-2", type: "order:new" });
    expect(last()).not.toHaveProperty("messageId");
  });

  it("gives lines inside a trace its id, unless they name another one", async () => {
    const { logger, last } = createCapture();
    carryContext();
    const spanContext = { traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 0 };

    await context.with(trace.setSpanContext(context.active(), spanContext), async () => {
      await setImmediate();
      logger.info({ traceId: "another" }, "Named");
      expect(last().traceId).toBe("another");
      logger.info("Inside");
    });
    expect(last().traceId).toBe("1".repeat(32));
    logger.info("Outside");

    expect(last()).not.toHaveProperty("traceId");
  });

  it("tells lines inside a scope on its channel, those of the level alone, and none outside", () => {
    const told: unknown[] = [];
    const keep = (event: unknown) => void told.push(event);
    const { logger, last } = createCapture();
    subscribe(LOG_CHANNEL, keep);
    const scope = { messageId: "m-3", type: "order:new", deliveryId: "d-1" };

    withMessageScope(scope, () => {
      logger.warn({ orderId: 1 }, "Charging %s", "card");
      logger.debug("Not written");
      outsideMessageScope(() => logger.info("About something else"));
    });
    logger.info("Idle");
    unsubscribe(LOG_CHANNEL, keep);

    expect(told).toEqual([{ name: "logged", scope, level: "warn", msg: "Charging card", fields: { orderId: 1 } }]);
    expect(last()).not.toHaveProperty("deliveryId");
  });

  it("tells an error with its causes, each message once", () => {
    const { logger, last } = createCapture();
    const innermost = new Error("no such file");
    const inner = new TypeError("Expected a module, got: no such file", { cause: innermost });
    const outer = new Error("Cannot start", { cause: inner });
    innermost.cause = outer;

    logger.fatal({ err: Object.assign(outer, { code: "E1" }) }, "The end");

    expect(last().err).toMatchObject({
      type: "Error",
      code: "E1",
      message: "Cannot start: Expected a module, got: no such file",
      stack: expect.stringMatching(/^Error: Cannot start.*caused by: TypeError: Expected.*caused by: Error: no such/s),
    });
  });

  it.each([["text"], [{ code: 1 }], [null]])("tells %o as an error field as it is", (err) => {
    const { logger, last } = createCapture();

    logger.error({ err }, "Odd");

    expect(last().err).toEqual(err);
  });

  it("lets a child logger carry fields", () => {
    const { logger, last } = createCapture();

    logger.child({ queueUrl: "q" }).warn("Slow");

    expect(last()).toMatchObject({ level: "warn", queueUrl: "q", msg: "Slow" });
  });
});
