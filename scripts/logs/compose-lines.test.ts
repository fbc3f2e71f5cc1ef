import { describe, expect, it } from "vitest";
import { parseComposeLine } from "./compose-lines.ts";

describe("a line of docker compose logs", () => {
  it("gives the service's own line and the engine's time", () => {
    const text = 'worker-1      | 2026-01-31T12:00:00.123456789Z {"level":"info","service":"worker","msg":"Ready"}';

    expect(parseComposeLine(text)).toEqual({
      stamp: "2026-01-31T12:00:00.123456789Z",
      line: { level: "info", service: "worker", msg: "Ready" },
    });
  });

  it("makes a line of what is no JSON", () => {
    expect(parseComposeLine("web-2  | 2026-01-31T12:00:00.123456789Z   VITE ready | soon")?.line).toEqual({
      time: "2026-01-31T12:00:00.123Z",
      level: "info",
      service: "web",
      msg: "  VITE ready | soon",
    });
  });

  it("is cleaned of what compose writes for a terminal", () => {
    expect(parseComposeLine("\x1b[2Kweb-1  | 2026-01-31T12:00:00.123456789Z ready")?.line.service).toBe("web");
  });

  it("passes over what is none, and what is empty", () => {
    expect(parseComposeLine("")).toBeUndefined();
    expect(parseComposeLine("web-1  | 2026-01-31T12:00:00.123456789Z ")).toBeUndefined();
  });
});
