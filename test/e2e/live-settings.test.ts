import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LIVE_FILE, type LiveSettings, writeLiveSettings } from "@letsgo/config";
import { createSqsClient } from "@letsgo/queue";
import { queueDepths } from "@letsgo/queue/admin";
import type { Stack } from "@letsgo/testing";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { healthWith } from "../support/health.ts";
import { liveFolderOf } from "../support/live-folder.ts";
import { acceptedModesOf, startLoad, unhandledOf } from "../support/load.ts";
import { postContact } from "../support/post-contact.ts";
import { runScript } from "../support/run-script.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";

// They change what the whole stack does, so they run one after the other and on a stack of their own.
describe("the live settings of a stack without containers", () => {
  const shared = useStack(() => startTestStack({ engine: "processes", mode: "queued" }));
  const folder = () => liveFolderOf(shared.stack);
  const set = (settings: LiveSettings) => writeLiveSettings(folder(), settings);
  const mode = (...words: string[]) => runScript("mode", { LETSGO_STATE_DIR: folder() }, words);
  const source = "live.json, over the environment's queued";

  afterEach(async () => {
    set({});
    await healthsWith(shared.stack, { mode: "queued", source: "LETSGO_QUEUE_MODE" });
  });

  test("flip the mode under load: no request fails, no message is lost, both ways are taken", async () => {
    const { stack } = shared;
    await using load = startLoad(stack);

    const said = [await mode("direct"), await mode("queued"), await mode("direct")];
    const { statuses, messageIds } = await load.end();

    expect(said.map((text) => text.split("\n")[0])).toEqual([
      `Mode: direct (${source}).`,
      "Mode: queued (live.json).",
      `Mode: direct (${source}).`,
    ]);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await eventually("what is not handled", () => unhandledOf(stack, messageIds), []);
    const modes = acceptedModesOf(stack, messageIds);
    expect(modes).toHaveLength(messageIds.length);
    expect(new Set(modes)).toEqual(new Set(["direct", "queued"]));
  });

  test("reach what handlers enqueue, too", async () => {
    const { stack, producer } = shared;
    set({ mode: "direct" });
    await healthsWith(stack, { mode: "direct", source });

    // It lies in the queue, which is drained in direct mode; its child goes directly.
    await producer.enqueue({ type: "test:parent", payload: { child: { type: "test:child", payload: "flipped" } } });
    const accepted = await stack.lineOf(
      ({ fields }) => fields.hop === "accepted" && fields.type === "test:child" && fields.mode === "direct",
    );

    expect(await stack.outcomeOf(String(accepted.fields.messageId))).toMatchObject({ state: "succeeded" });
  });

  test("pause the poller: messages wait in the queue, and are handled once it is resumed", async () => {
    const { stack } = shared;
    set({ paused: true });
    await healthWith(`${stack.urls.worker}/health`, { status: "ok", polling: "paused", pollingSource: "live.json" });

    const messageId = await postContact(stack);
    const client = createSqsClient(stack.settings);
    await eventually("waiting messages", async () => (await queueDepths(client, stack.settings)).waiting, 1);
    client.destroy();
    const received = stack.lines().filter(({ fields }) => fields.hop === "received" && fields.messageId === messageId);
    set({});

    expect(received).toEqual([]);
    // The receive that was open at the pause may have brought it and given it back, which counts as a delivery.
    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded" });
  });

  test("that cannot be read change nothing, and are told once by each process", async () => {
    const { stack } = shared;
    set({ mode: "direct" });
    await healthsWith(stack, { mode: "direct", source });

    writeFileSync(path.join(folder(), LIVE_FILE), '{"mode":"fast"}');
    const refusals = () => stack.lines().filter(({ fields }) => String(fields.msg).startsWith("live.json is refused"));
    await eventually(
      "who refuses",
      () =>
        refusals()
          .map(({ service }) => service)
          .toSorted(),
      ["api", "console", "worker"],
    );
    const messageId = await postContact(stack);

    expect(refusals()[0]?.fields.msg).toContain('mode to be "direct" or "queued", got "fast"');
    expect(acceptedModesOf(stack, [messageId])).toEqual(["direct"]);
    expect(await mode("queued")).toContain("could not be used and is written anew");
    expect(refusals()).toHaveLength(3);
  });

  test("are shown by npm run mode, which refuses other words and a stack that is not there", async () => {
    const elsewhere = { LETSGO_STATE_DIR: path.join(tmpdir(), "letsgo-no-stack"), COMPOSE_PROJECT_NAME: "letsgo-none" };

    const said = await mode();

    expect(said).toContain("Mode: queued (LETSGO_QUEUE_MODE).");
    expect(said).toMatch(/worker .*queued \(LETSGO_QUEUE_MODE\); poller: polling \(default\)/);
    await expect(mode("fast")).rejects.toThrow('Expected the mode to be direct or queued, got "fast".');
    await expect(runScript("mode", elsewhere, ["direct"])).rejects.toThrow("No stack runs here");
  });
});

// --- internal ---

async function healthsWith(stack: Stack, fields: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all([
    healthWith(`${stack.urls.api}/v1/health`, fields),
    healthWith(`${stack.urls.worker}/health`, fields),
  ]);
}
