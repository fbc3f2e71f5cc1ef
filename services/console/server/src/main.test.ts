import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Sent } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { makeFolder } from "../test/start-console.ts";
import { startQueues } from "../test/start-queues.ts";

/** The console as a process of its own; its log lines, in order. */
function startProcess(environment: object) {
  const args = ["--conditions=source", join(import.meta.dirname, "main.ts")];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    /** The next line of this message. */
    async line(msg: string): Promise<Record<string, unknown>> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`The console has ended before it logged ${JSON.stringify(msg)}`);
        const line = JSON.parse(value) as Record<string, unknown>;
        if (line.msg === msg) return line;
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

it("logs one line for each message that it sends, raw ones too, as API and worker do", async () => {
  using place = makeFolder();
  await using queues = await startQueues();
  await using console = startProcess({ ...queues.environment, LETSGO_STATE_DIR: place.folder, PORT: "0" });
  const { url } = await console.line("Listening");
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body), headers });
    return (await response.json()) as Sent;
  };

  const [id = ""] = (await post("/v1/messages", { type: "order:new", payload: { orderId: "1", customerId: "2" } }))
    .messageIds;
  const sent = await console.line("Message accepted");
  const [raw] = (await post("/v1/messages", { rawBody: "{" })).messageIds;
  const sentRaw = await console.line("Message accepted");

  expect(Object.keys(sent).slice(0, 5)).toEqual(["time", "level", "service", "msg", "messageId"]);
  expect(sent).toMatchObject({ service: "console", messageId: id, type: "order:new", hop: "accepted", mode: "queued" });
  expect(sentRaw).toMatchObject({ messageId: raw, type: "(raw)" });
});
