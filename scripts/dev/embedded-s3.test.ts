import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type EmbeddedS3, startEmbeddedS3 } from "./embedded-s3.ts";

let running: EmbeddedS3 | undefined;
afterEach(() => running?.stop());

async function start(folder?: string): Promise<string> {
  await running?.stop();
  running = await startEmbeddedS3({ port: 0, folder });
  return running.url;
}

async function put(url: string, body?: string): Promise<number> {
  return (await fetch(url, { method: "PUT", ...(body !== undefined && { body }) })).status;
}

describe("the embedded S3", () => {
  it("keeps its objects in a folder where it has one", async () => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "letsgo-s3-"));
    const before = await start(folder.path);
    expect([await put(`${before}/payloads`), await put(`${before}/payloads/a.json`, '"👋"')]).toEqual([200, 200]);

    const after = await start(folder.path);

    expect(await (await fetch(`${after}/payloads/a.json`)).text()).toBe('"👋"');
  });

  it("forgets them otherwise, and listens on loopback alone", async () => {
    const before = await start();
    expect([await put(`${before}/payloads`), await put(`${before}/payloads/a.json`, "1")]).toEqual([200, 200]);

    const after = await start();

    expect((await fetch(`${after}/payloads/a.json`)).status).toBe(404);
    expect(new URL(after).hostname).toBe("127.0.0.1");
  });
});
