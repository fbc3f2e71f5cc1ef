import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { choosePorts, freePort } from "./ports.ts";

const free = async () => true;

describe("the ports of the stack without containers", () => {
  it("are the usual ones, or the settings'", async () => {
    const usual = { web: 3000, api: 3001, worker: 3002, console: 3003, localstack: 4566 };
    expect(await choosePorts({}, free)).toEqual({ ...usual, s3: expect.any(Number) });
    expect(await choosePorts({ API_PORT: "4001" }, free)).toMatchObject({ web: 3000, api: 4001 });
  });

  it("are free ones below those of outgoing connections where a setting is 0", async () => {
    const zero = { WEB_PORT: "0", API_PORT: "0", WORKER_PORT: "0", CONSOLE_PORT: "0", LOCALSTACK_PORT: "0" };

    const ports = Object.values(await choosePorts(zero));

    expect(new Set(ports).size).toBe(6);
    expect(ports.every((port) => port >= 20_000 && port <= 29_999)).toBe(true);
  });

  it("are of a slot of this process's own, and any others where those are taken", async () => {
    const slot = 20_000 + (process.pid % 1000) * 10;

    expect(await freePort(new Set([slot]), free)).toBe(slot + 1);
    const elsewhere = await freePort(new Set(), async (port) => port < slot || port > slot + 9);
    expect(elsewhere < slot || elsewhere > slot + 9).toBe(true);
  });

  it("are refused where somebody listens, with the setting that changes it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };

    await expect(
      choosePorts({ API_PORT: String(port), WEB_PORT: "0", WORKER_PORT: "0", CONSOLE_PORT: "0", LOCALSTACK_PORT: "0" }),
    )
      .rejects.toMatchObject({
        message: expect.stringContaining(`${port}`),
        remedy: expect.stringContaining("API_PORT=0"),
      })
      .finally(() => server.close());
  });

  it("are refused where two services would share one, or where a setting is no port", async () => {
    await expect(choosePorts({ API_PORT: "3000" }, free)).rejects.toThrow("another service");
    await expect(choosePorts({ API_PORT: "70000" }, free)).rejects.toThrow("API_PORT");
    await expect(choosePorts({ API_PORT: "abc" }, free)).rejects.toThrow("API_PORT");
  });

  it("pass over what is taken or cannot be bound", async () => {
    const drawn = [20_001, 20_002, 20_003].values();
    const next = () => drawn.next().value ?? 0;

    expect(await freePort(new Set([20_001]), async (port) => port !== 20_002, next)).toBe(20_003);
  });

  it("are given up on where none can be bound", async () => {
    await expect(freePort(new Set(), async () => false)).rejects.toThrow("Expected a free port");
  });
});
