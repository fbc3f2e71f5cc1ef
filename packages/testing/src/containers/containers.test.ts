import { describe, expect, it } from "vitest";
import type { EngineStart } from "../engine.ts";
import { toComposeOverride } from "./compose-override.ts";
import { parseContainerEvent } from "./container-events.ts";
import { createResumedLog } from "./resumed-log.ts";

describe("a resumed log", () => {
  it("reads a line that two followers bring once, and loses none", () => {
    const log = createResumedLog();
    const at = (nanoseconds: number) => `2026-01-01T00:00:01.00000000${nanoseconds}Z`;
    const first = [`${at(1)} a`, `${at(2)} b`, `${at(2)} c`];
    const second = [...first, `${at(2)} d`, `${at(3)} b`];

    const texts = first.map((line) => log.read(line));
    const since = log.since();
    log.resume();
    texts.push(...second.map((line) => log.read(line)));

    expect(since).toBe(at(2));
    expect(texts).toEqual(["a", "b", "c", undefined, undefined, undefined, "d", "b"]);
  });

  it("keeps lines of two streams that arrive out of order", () => {
    const log = createResumedLog();

    const texts = ["2026-01-01T00:00:02.000000000Z out", "2026-01-01T00:00:01.000000000Z err"].map((line) =>
      log.read(line),
    );

    expect(texts).toEqual(["out", "err"]);
  });
});

describe("parseContainerEvent", () => {
  it("reads a container's event and passes over all others", () => {
    const Attributes = { "com.docker.compose.service": "api" };
    const event = { Type: "container", Action: "health_status: healthy", Actor: { ID: "1", Attributes } };

    expect(parseContainerEvent(JSON.stringify(event))).toEqual({
      action: "health_status: healthy",
      containerId: "1",
      service: "api",
    });
    expect(parseContainerEvent(JSON.stringify({ ...event, Type: "network" }))).toBeUndefined();
  });
});

describe("toComposeOverride", () => {
  const start = { mode: "direct", environment: { A: "1" }, projectDirectory: "/project", composeFiles: [] };
  const workerOf = (handlersPath: string) =>
    JSON.parse(toComposeOverride({ ...start, handlersPath } as unknown as EngineStart)).services.worker;

  it("keeps a handlers module of the project in its place", () => {
    expect(workerOf("/project/test/support/handlers.ts")).toMatchObject({
      environment: { A: "1", LETSGO_QUEUE_MODE: "direct", LETSGO_WORKER_HANDLERS: "test/support/handlers.ts" },
      volumes: [{ source: "/project/test/support", target: "/app/test/support", read_only: true }],
    });
  });

  it("mounts one from elsewhere below the project, where its imports resolve", () => {
    expect(workerOf("/elsewhere/mine.ts")).toMatchObject({
      environment: { LETSGO_WORKER_HANDLERS: ".handlers/mine.ts" },
      volumes: [{ source: "/elsewhere", target: "/app/.handlers" }],
    });
  });
});
