import { describe, expect, it } from "vitest";
import { parseContainers } from "./compose.ts";
import { explainPortFailure, reasonsOf } from "./explain-failure.ts";

const ports = { web: "3000", api: "3001", worker: "3002", console: "3003", localstack: "4566" };

describe("a start that failed", () => {
  it("names the setting of a port that somebody else has", () => {
    const text =
      "Error response from daemon: driver failed programming external connectivity on endpoint x-api-1: Error starting userland proxy: listen tcp4 127.0.0.1:3001: bind: address already in use";

    expect(explainPortFailure(text, ports)).toContain("set API_PORT to");
    expect(explainPortFailure("Bind for 127.0.0.1:4566 failed: port is already allocated", ports)).toContain(
      "set LOCALSTACK_PORT to",
    );
  });

  it("has other reasons too", () => {
    expect(explainPortFailure("container x-worker-1 is unhealthy", ports)).toBeUndefined();
  });
});

describe("services that cannot start", () => {
  it("give their reasons, each once however often they were tried", () => {
    const fatal = (msg: string) => ({ level: "fatal", service: "worker", msg });
    const lines = [
      fatal("A: Expected 1"),
      fatal("B: Expected 2"),
      { service: "api", msg: "Listening" },
      fatal("A: Expected 1"),
    ];

    expect(reasonsOf(lines)).toEqual(["worker: A: Expected 1", "worker: B: Expected 2"]);
  });
});

describe("docker compose ps", () => {
  it("is read as an object a line, and as one array", () => {
    const containers = [{ Service: "api" }, { Service: "web" }];

    expect(parseContainers(containers.map((each) => JSON.stringify(each)).join("\n"))).toEqual(containers);
    expect(parseContainers(JSON.stringify(containers))).toEqual(containers);
    expect(parseContainers("")).toEqual([]);
  });
});
