import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";

type Line = Record<string, unknown>;

/** Runs `start` (the text of it) as a service in a process of its own; the text may use what is imported here. */
function run(start: string, readConfig = '() => ({ logLevel: "info" })') {
  const program = `
    import { createServer } from "node:http";
    import { ConfigError } from "@letsgo/config";
    import { withMessageScope } from "@letsgo/logger";
    import { listen, runService, stopListening } from ${JSON.stringify(import.meta.resolve("./index.ts"))};
    await runService({ name: "test", readConfig: ${readConfig}, start: async (config, logger) => { ${start} } });`;
  const args = ["--conditions=source", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: Line[] = [];
  const listening = Promise.withResolvers<Line>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    if (line.msg === "Listening") listening.resolve(line);
  });
  return { child, lines, listening: listening.promise, code: exitCodeOf(child) };
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, "close");
  return code;
}

const serving = `
  const server = createServer((request, response) => response.end("here"));
  return { listening: { url: await listen(server, { host: "127.0.0.1", port: 0 }) }, stop: async () => {
    await stopListening(server);
    return { unfinished: 0 };
  } };`;

describe("a service", () => {
  it("says where it listens, stops on SIGTERM, says what its stop gives and exits with code 0", async () => {
    const { child, lines, listening, code } = run(serving);
    const { url } = await listening;

    expect(await (await fetch(String(url))).text()).toBe("here");
    child.kill("SIGTERM");

    expect(await code).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual(["Listening", "Stopping", "Stopped"]);
    expect(lines.at(-1)).toMatchObject({ level: "info", service: "test", unfinished: 0 });
  });

  it("does not wait any longer at a second signal", async () => {
    const { child, lines, listening, code } = run(
      `setInterval(() => {}, 1000);
       return { listening: { url: "" }, stop: () => { logger.info("Halfway"); return new Promise(() => {}); } };`,
    );
    await listening;

    child.kill("SIGTERM");
    await expect.poll(() => lines.at(-1)?.msg).toBe("Halfway");
    child.kill("SIGINT");

    expect(await code).toBe(1);
  });

  it("tells every wrong setting, one line each, and exits with code 1", async () => {
    const problems = '[{ name: "A", message: "Expected 1" }, { name: "B", message: "Expected 2" }]';
    const { lines, code } = run(serving, `() => { throw new ConfigError(${problems}); }`);

    expect(await code).toBe(1);
    expect(lines).toMatchObject([
      { level: "fatal", service: "test", setting: "A", msg: "A: Expected 1" },
      { level: "fatal", service: "test", setting: "B", msg: "B: Expected 2" },
    ]);
  });

  it("tells why it cannot start and exits with code 1", async () => {
    const { lines, code } = run('throw new Error("no database");');

    expect(await code).toBe(1);
    expect(lines).toMatchObject([{ level: "fatal", msg: "The service cannot start", err: { message: "no database" } }]);
  });

  it.each([
    ["a rejection", 'void Promise.reject(new Error("lost"))', "unhandledRejection"],
    ["an exception", 'setTimeout(() => { throw new Error("lost"); })', "uncaughtException"],
  ])("tells %s that nobody caught, with the message in hand, and exits with code 1", async (_what, crash, origin) => {
    const { lines, code } = run(`
      setTimeout(() => withMessageScope({ messageId: "m-1", type: "order:new" }, async () => { await null; ${crash}; }), 10);
      ${serving}`);

    expect(await code).toBe(1);
    expect(lines.at(-1)).toMatchObject({
      level: "fatal",
      msg: "The service ends: nobody has caught an error",
      messageId: "m-1",
      type: "order:new",
      origin,
      err: { message: "lost" },
    });
  });

  it.each([
    ["once it has saved what it knows", 'await null; logger.info("Saved");', ["Ends", "Saved"]],
    [
      "and a further one, which cuts nothing short",
      'setTimeout(crash); await new Promise((resolve) => setTimeout(resolve, 50)); logger.info("Saved");',
      ["Ends", "Ends", "Saved"],
    ],
    ["whose saving fails", 'throw new Error("no console");', ["Ends"]],
    ["whose saving hangs", "await new Promise(() => {});", ["Ends"]],
  ])("ends after a crash %s", async (_when, onCrash, told) => {
    const { lines, code } = run(`
      const crash = () => { throw new Error("lost"); };
      setTimeout(crash, 10);
      return { listening: { url: "" }, stop: async () => {}, onCrash: async () => { ${onCrash} } };`);

    expect(await code).toBe(1);
    const words = lines.map(({ msg }) => String(msg).replace(/^The service ends.*/, "Ends"));
    expect(words).toEqual(["Listening", ...told]);
  });
});
