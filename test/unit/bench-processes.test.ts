import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { eventually } from "../support/eventually.ts";

/** Starts a benchmark's console and emulator, says where they are, and waits to be ended. */
const program = `
  import { createConsoleProcess } from "./console/console-process.ts";
  import { startOurs } from "./emulator/start-ours.ts";
  const emulator = await startOurs();
  const console_ = await createConsoleProcess({ AWS_ENDPOINT_URL_SQS: emulator.url });
  await console_.start();
  console.log(JSON.stringify([emulator.url, console_.url]));
  setInterval(() => {}, 1000);`;

it.each(["SIGTERM", "SIGKILL"] as const)("a benchmark that is ended by %s leaves no process", async (signal) => {
  const args = ["--conditions=source", "--input-type=module-typescript", "-e", program];
  const cwd = path.resolve(import.meta.dirname, "../bench");
  const bench = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void bench.kill("SIGKILL"));
  const [line] = (await once(createInterface({ input: bench.stdout }), "line")) as [string];
  const urls = JSON.parse(line) as string[];
  const answering = async () => {
    const answers = await Promise.allSettled(urls.map((url) => fetch(url)));
    return answers.filter(({ status }) => status === "fulfilled").length;
  };
  expect(await answering()).toBe(2);

  bench.kill(signal);

  await eventually("the servers that still answer", answering, 0);
});
