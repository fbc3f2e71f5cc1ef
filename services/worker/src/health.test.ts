import type { EventSourceMappingState } from "@letsgo/event-source";
import { describe, expect, it } from "vitest";
import { toHealth } from "./health.ts";

const states: EventSourceMappingState[] = [
  { status: "starting", inFlight: 0 },
  { status: "polling", inFlight: 0 },
  { status: "failing", lastError: new Error("connect ECONNREFUSED"), inFlight: 0 },
  { status: "paused", inFlight: 0 },
  { status: "stopped", inFlight: 0 },
];
const statusesIn = (mode: "direct" | "queued") =>
  Object.fromEntries(
    states.map((state) => [state.status, toHealth({ mode, source: "default" }, state, "default").status]),
  );

describe("the worker's health", () => {
  it("depends on the poller in queued mode", () => {
    expect(statusesIn("queued")).toEqual({
      starting: "starting",
      polling: "ok",
      failing: "failing",
      paused: "ok",
      stopped: "failing",
    });
  });

  it("does not depend on the queue in direct mode", () => {
    expect(statusesIn("direct")).toEqual({
      starting: "ok",
      polling: "ok",
      failing: "ok",
      paused: "ok",
      stopped: "failing",
    });
  });

  it("tells what is wrong", () => {
    const state = states[2] as EventSourceMappingState;

    const health = toHealth({ mode: "queued", source: "LETSGO_QUEUE_MODE" }, state, "default");

    expect(health).toEqual({
      status: "failing",
      mode: "queued",
      source: "LETSGO_QUEUE_MODE",
      polling: "failing",
      pollingSource: "default",
      queue: "unreachable",
      reason: "connect ECONNREFUSED",
    });
  });
});
