import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { processesWith } from "../support/processes-with.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { crashFlow } from "./flows/crash.ts";

describe("the worker without containers", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-handlers-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  describe("crashing", () => {
    const shared = useStack(() => startTestStack({ engine: "processes", mode: "queued" }));

    crashFlow(shared);

    test("killed during a handler it is started again, and the message comes back", async () => {
      const { stack, producer } = shared;
      const from = stack.lines().length;
      const { messageId } = await producer.enqueue({ type: "test:slow", payload: { milliseconds: 1500 } });
      await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === messageId);

      const [pid = 0, ...others] = workersOf(stack.name);
      process.kill(pid, "SIGKILL");

      expect(others).toEqual([]);
      const told = await stack.lineOf(({ fields }) => fields.signal === "SIGKILL", { from });
      expect(told.fields).toMatchObject({ level: "error", service: "worker" });
      expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 2, errors: [] });
    });
  });

  describe("whose handlers are saved", () => {
    const file = path.join(folder, "handlers.mjs");
    save(file, "1");
    const shared = useStack(() => startTestStack({ engine: "processes", mode: "queued", handlers: file }));

    test("lets a running handler finish, and makes one start of a burst of saves", async () => {
      const { stack, producer } = shared;
      const from = stack.lines().length;
      const versionOf = async (messageId: string) => {
        const line = await stack.lineOf(
          ({ fields }) => fields.messageId === messageId && /^version/.test(fields.msg ?? ""),
        );
        return line.fields.msg;
      };
      const running = await producer.enqueue({ type: "test:version", payload: { milliseconds: 1500 } });
      await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === running.messageId);

      save(file, "2");
      save(file, "3");
      await stack.lineOf(({ text }) => text.includes("A file has changed"), { from });
      save(file, "4");
      save(file, "5");
      const outcome = await stack.outcomeOf(running.messageId);
      const later = await producer.enqueue({ type: "test:version", payload: { milliseconds: 0 } });

      expect(await versionOf(later.messageId)).toBe("version 5");
      expect(outcome).toEqual({ state: "succeeded", attempts: 1, errors: [] });
      expect(await versionOf(running.messageId)).toBe("version 1");
      const starts = stack.lines().filter(({ service, fields }) => service === "worker" && fields.msg === "Listening");
      expect(starts).toHaveLength(2);
    });
  });
});

// --- internal ---

/** Saves the handlers as editors do: another file that takes the name. */
function save(file: string, version: string): void {
  const text = `import { setTimeout } from "node:timers/promises";
export const handlers = new Map([["test:version", async ({ payload }) => {
  await setTimeout(payload.milliseconds);
  console.log("version ${version}");
}]]);\n`;
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The worker's own processes, without the watch that runs them. */
function workersOf(stackName: string): readonly number[] {
  const ofStack = new Set(processesWith(stackName));
  const watched = new Set(processesWith("report-loaded.ts"));
  return processesWith("services/worker/src/main.ts").filter((pid) => ofStack.has(pid) && watched.has(pid));
}
