import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { toRecord } from "../../services/worker/test/to-record.ts";
import { startEventsReceiver } from "../support/start-events-receiver.ts";

it("a worker that a message crashes tells the console so before it ends", async () => {
  await using receiver = await startEventsReceiver();
  const worker = startWorker(receiver.url);
  const record = toRecord({ type: "test:crash", payload: null });

  void fetch(await worker.url, { method: "POST", body: JSON.stringify({ Records: [record] }) }).catch(() => undefined);

  expect(await worker.code).toBe(1);
  expect(receiver.events).toMatchObject([
    { name: "received", messageId: record.messageId },
    { name: "started", type: "test:crash" },
    { name: "logged", level: "fatal", text: "The service ends: nobody has caught an error" },
  ]);
});

// --- internal ---

function startWorker(consoleUrl: string) {
  const env = {
    ...process.env,
    PORT: "0",
    LETSGO_CONSOLE_URL: consoleUrl,
    LETSGO_QUEUE_MODE: "direct",
    LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:1", // what is posted to the worker by hand is all it gets
    LETSGO_WORKER_HANDLERS: fileURLToPath(import.meta.resolve("../support/crashing-handlers.ts")),
  };
  const main = fileURLToPath(import.meta.resolve("../../services/worker/src/main.ts"));
  const child = spawn(process.execPath, ["--conditions=source", main], { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const url = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text) as { msg: string; url: string };
    if (line.msg === "Listening") url.resolve(line.url);
  });
  return { url: url.promise, code: once(child, "close").then(([code]) => code) };
}
