import { describe, expect, it } from "vitest";
import type { Health, HealthAnswer } from "./health-answer.ts";
import { type StackState, toStackState } from "./stack-state.ts";

const silent: HealthAnswer = { kind: "silent", detail: "got ECONNREFUSED" };
const webSilent: HealthAnswer = { kind: "web-silent" };

describe("the stack's state", () => {
  it("is well where all answer, in the order of a message's way", () => {
    const state = toStackState(api(), worker());

    expect(state).toMatchObject({ summary: "Everything is running.", mode: "queued", modeSource: "default" });
    expect(state.services.map(({ name }) => name)).toEqual(["Web", "API", "Queue", "Worker"]);
    expect(conditionsOf(state)).toEqual({ Web: "running", API: "running", Queue: "running", Worker: "running" });
  });

  it("sets the queue aside in direct mode, even one that is away", () => {
    const state = toStackState(api({ mode: "direct", queue: "unreachable" }), worker({ mode: "direct" }));

    expect(state.summary).toBe("Everything is running.");
    expect(state.services.at(-1)).toMatchObject({ name: "Queue", condition: "unreachable" });
    expect(state.services.at(-1)?.detail).toContain("Direct mode works without it");
  });

  it("tells a silent API, with what to do, and takes mode and queue from the worker", () => {
    const state = toStackState(silent, worker());

    expect(state).toMatchObject({ summary: "API is unreachable.", mode: "queued" });
    expect(conditionsOf(state)).toMatchObject({ API: "unreachable", Queue: "running", Worker: "running" });
    expect(state.services[1]?.remedy).toContain("npm start");
  });

  it("knows nothing of the queue, nor the mode, where API and worker are silent", () => {
    const state = toStackState(silent, silent);

    expect(state.mode).toBeUndefined();
    expect(state.summary).toBe("API is unreachable (and one more).");
    expect(conditionsOf(state)).toMatchObject({ Web: "running", Queue: "unknown" });
  });

  it("blames the web server, and nobody behind it, where that is silent", () => {
    const state = toStackState(webSilent, webSilent);

    expect(state.summary).toBe("Web is unreachable.");
    expect(conditionsOf(state)).toEqual({ Web: "unreachable", API: "unknown", Queue: "unknown", Worker: "unknown" });
  });

  it("says which side does not reach the queue", () => {
    const state = toStackState(api({ queue: "unreachable" }), worker());

    expect(state.summary).toBe("Queue is unreachable.");
    expect(state.services[2]).toMatchObject({ condition: "unreachable", detail: "Cannot be reached by the API." });
  });

  it("tells a worker that starts from one that fails, and from one paused on purpose", () => {
    const detailOf = (health: Health) => toStackState(api(), worker(health)).services[3];

    expect(detailOf({ status: "starting" })).toMatchObject({ condition: "starting", detail: "Not ready yet." });
    expect(detailOf({ status: "failing", reason: "AccessDenied" })).toMatchObject({
      condition: "failing",
      detail: "AccessDenied",
    });
    expect(detailOf({ polling: "paused" })).toMatchObject({ condition: "running" });
    expect(detailOf({ polling: "paused" })?.detail).toContain("paused on purpose");
  });

  it("says so where API and worker run in different modes", () => {
    expect(toStackState(api({ mode: "direct" }), worker()).modeConflict).toContain("worker runs in queued mode");
    expect(toStackState(api(), worker()).modeConflict).toBeUndefined();
  });
});

// --- internal ---

function api(health: Health = {}): HealthAnswer {
  return { kind: "answered", health: { status: "ok", mode: "queued", source: "default", queue: "ok", ...health } };
}

function worker(health: Health = {}): HealthAnswer {
  return api({ polling: "polling", ...health });
}

function conditionsOf({ services }: StackState) {
  return Object.fromEntries(services.map(({ name, condition }) => [name, condition]));
}
