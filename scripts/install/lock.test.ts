import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Holder, takeLock } from "./lock.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-lock-"));
  file = path.join(folder, "install.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const take = (
  isAlive: (holder: Holder) => boolean,
  onWait: (holder: Holder) => void = () => {},
  signal?: AbortSignal,
) => takeLock(file, { command: "npm start", isAlive, onWait, ...(signal && { signal }) });

describe("the lock around the installation", () => {
  it("names its holder and is gone afterwards", async () => {
    {
      using _lock = await take(() => true);
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ pid: process.pid, command: "npm start" });
    }

    expect(existsSync(file)).toBe(false);
  });

  it("makes the second wait until the first is done, and says once for whom", async () => {
    const waitedFor: Holder[] = [];
    const first = await take(() => true);
    const told = Promise.withResolvers<void>();
    const second = take(
      () => true,
      (holder) => {
        waitedFor.push(holder);
        told.resolve();
      },
    );

    await told.promise;
    first[Symbol.dispose]();
    using _lock = await second;

    expect(waitedFor).toEqual([{ pid: process.pid, command: "npm start" }]);
  });

  it("does not wait for a holder that has died", async () => {
    writeFileSync(file, JSON.stringify({ pid: 4_000_000, command: "npm test" }));

    using _lock = await take(({ pid }) => pid === process.pid);

    expect(JSON.parse(readFileSync(file, "utf8")).pid).toBe(process.pid);
  });

  it("does not wait for a holder that cannot be read", async () => {
    writeFileSync(file, "");

    using _lock = await take(({ pid }) => pid > 0);

    expect(existsSync(file)).toBe(true);
  });

  it("gives a lock back that another has taken from the dead holder meanwhile", async () => {
    const faster = { pid: 1, command: "npm run dev" };
    writeFileSync(file, JSON.stringify({ pid: 4_000_000, command: "npm test" }));
    const waitedFor: Holder[] = [];

    using _lock = await take(
      ({ pid }) => {
        if (pid === 4_000_000) writeFileSync(file, JSON.stringify(faster));
        return pid === faster.pid;
      },
      (holder) => {
        waitedFor.push(holder);
        rmSync(file);
      },
    );

    expect(waitedFor).toEqual([faster]);
  });

  it("lets exactly one of many in at a time, a dead holder before them", async () => {
    writeFileSync(file, JSON.stringify({ pid: 4_000_000, command: "npm test" }));
    let inside = 0;
    let most = 0;

    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        using _lock = await take(({ pid }) => pid === process.pid);
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    );

    expect(most).toBe(1);
  });

  it("ends the waiting when told to", async () => {
    using _lock = await take(() => true);
    const controller = new AbortController();

    const waiting = take(
      () => true,
      () => controller.abort(new Error("Ctrl-C")),
      controller.signal,
    );

    await expect(waiting).rejects.toThrow("Ctrl-C");
  });
});
