import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";

type Line = Record<string, unknown>;

/** Runs the watch over a service whose sources are these, in a folder of its own. */
function watch(sources: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-watch-"));
  /** As editors save: another file that takes the name. */
  const save = (name: string, text: string) => {
    writeFileSync(path.join(folder, `${name}.new`), text);
    renameSync(path.join(folder, `${name}.new`), path.join(folder, name));
  };
  for (const [name, text] of Object.entries(sources)) save(name, text);
  const args = ["--conditions=source", path.join(import.meta.dirname, "main.ts"), "test", path.join(folder, "main.ts")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on("line", (text) => lines.push(JSON.parse(text) as Line));
  const code = once(child, "close").then(([exitCode]) => exitCode as number | null);
  onTestFinished(async () => {
    child.kill("SIGTERM");
    child.kill("SIGTERM");
    await code;
    rmSync(folder, { recursive: true });
  });
  const said = () => lines.map(({ msg }) => msg);
  const saying = (...words: unknown[]) => expect.poll(said, { timeout: 20_000 }).toEqual(words);
  return { child, save, lines, said, saying, code };
}

/** A service of two files: says what it is made of, takes `stopMs` for its end, and does not wait at a second signal. */
const service = (stopMs = 0) => `
  import { version } from "./version.ts";
  const say = (msg: string) => console.log(JSON.stringify({ msg, pid: process.pid }));
  setInterval(() => {}, 1000);
  let told = false;
  process.on("SIGTERM", () => {
    if (told) process.exit(1);
    told = true;
    setTimeout(() => { say("finished " + version); process.exit(0); }, ${stopMs});
  });
  process.send?.("ready", () => say("up " + version));`;
const version = (text: string) => `export const version: string = "${text}";`;
const reload = "A file has changed; the service stops and starts again";

describe("the watch", () => {
  it("loads a saved file again, once the service has finished what it had in hand", async () => {
    const { save, saying } = watch({ "main.ts": service(300), "version.ts": version("1") });
    await saying("up 1");

    save("version.ts", version("2"));

    await saying("up 1", reload, "finished 1", "up 2");
  });

  it("makes one start of a burst of saves, which interrupts nothing", async () => {
    const { save, saying, said } = watch({ "main.ts": service(500), "version.ts": version("1") });
    await saying("up 1");

    save("version.ts", version("2"));
    await expect.poll(said, { timeout: 20_000 }).toContain(reload);
    save("version.ts", version("3"));
    save("version.ts", version("4"));

    await saying("up 1", reload, "finished 1", "up 4");
  });

  it("tells that the service has ended by itself, and starts it again", async () => {
    const { lines, saying } = watch({ "main.ts": service(), "version.ts": version("1") });
    await saying("up 1");

    process.kill(Number(lines[0]?.pid), "SIGKILL");

    await saying("up 1", "The service has ended by itself (by SIGKILL); it is started again", "up 1");
    expect(lines[1]).toMatchObject({ level: "error", service: "test", signal: "SIGKILL" });
  });

  it("goes on trying where a save has broken the service, until a save mends it", async () => {
    const { save, saying, said } = watch({ "main.ts": service(), "version.ts": version("1") });
    await saying("up 1");

    save("version.ts", "export const version: string =");
    const broken = "The service has ended by itself (exit code 1); it is started again";
    await expect.poll(said, { timeout: 20_000 }).toContain(broken);
    save("version.ts", version("2"));

    await expect.poll(said, { timeout: 20_000 }).toContain("up 2");
  });

  it("ends with the service's code where that has never served", async () => {
    const { code, said } = watch({ "main.ts": "process.exit(7)" });

    expect(await code).toBe(7);
    expect(said()).toEqual([]);
  });

  it("hands SIGTERM on and waits for the service, as long as that takes", async () => {
    const { child, saying, said, code } = watch({ "main.ts": service(500), "version.ts": version("1") });
    await saying("up 1");

    child.kill("SIGTERM");

    expect(await code).toBe(0);
    expect(said()).toEqual(["up 1", "finished 1"]);
  });

  it("stops during a reload without a second signal to the service", async () => {
    const { child, save, said, saying, code } = watch({ "main.ts": service(500), "version.ts": version("1") });
    await saying("up 1");
    save("version.ts", version("2"));
    await expect.poll(said, { timeout: 20_000 }).toContain(reload);

    child.kill("SIGTERM");

    expect(await code).toBe(0);
    expect(said()).toEqual(["up 1", reload, "finished 1"]);
  });

  it("ends at once while the service is down", async () => {
    const { child, said, saying, save, code } = watch({ "main.ts": service(), "version.ts": version("1") });
    await saying("up 1");
    save("version.ts", "throw new Error('down')");
    await expect
      .poll(() => said().filter((msg) => String(msg).includes("by itself")), { timeout: 20_000 })
      .toHaveLength(3);

    child.kill("SIGTERM");

    expect(await code).toBe(0);
  });
});
