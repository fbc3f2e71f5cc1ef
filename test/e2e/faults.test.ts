import { createProducer } from "@letsgo/queue";
import type { Stack } from "@letsgo/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf } from "../support/containers-of.ts";
import { healthWith } from "../support/health.ts";
import { postContact, tryContact } from "../support/post-contact.ts";
import { startTestStack } from "../support/use-stack.ts";

/** Longer than a stop takes to reach the handler, shorter than the function timeout. */
const SLOW_MILLISECONDS = 1500;

// The tests stop and start services, so they run one after the other and on stacks of their own.
describeOnContainers("two stacks side by side", () => {
  let direct: Stack;
  let queued: Stack;

  beforeAll(async () => {
    [direct, queued] = await Promise.all([
      startTestStack({ engine: "containers", mode: "direct" }),
      startTestStack({ engine: "containers", mode: "queued" }),
    ]);
  });
  afterAll(() => Promise.all([direct, queued].map((stack) => stack?.[Symbol.asyncDispose]())));

  test("each handles its own messages and sees none of the other's", async () => {
    const ids = await Promise.all([postContact(direct), postContact(queued)]);

    const outcomes = await Promise.all([direct.outcomeOf(ids[0]), queued.outcomeOf(ids[1])]);

    expect(outcomes.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect(direct.lines().filter(({ text }) => text.includes(ids[1]))).toEqual([]);
    expect(queued.lines().filter(({ text }) => text.includes(ids[0]))).toEqual([]);
  });

  test("with its worker stopped, direct answers 503 at the API, and works again after it is back", async () => {
    await direct.stopService("worker");

    const refused = await tryContact(direct.urls.api);
    await direct.startService("worker");
    const messageId = await postContact(direct);

    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await direct.outcomeOf(messageId)).toMatchObject({ state: "succeeded" });
  });

  test("with its worker stopped, queued keeps the message and handles it after it is back", async () => {
    await queued.stopService("worker");

    const messageId = await postContact(queued);
    await queued.startService("worker");

    expect(await queued.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
  });

  test.each(["direct", "queued"] as const)(
    "%s: API and worker recover from a restart of LocalStack by themselves",
    async (mode) => {
      const stack = mode === "direct" ? direct : queued;
      const before = await startTimesOf(stack);

      await stack.stopService("localstack", { graceSeconds: 1 });
      await healthWith(`${stack.urls.api}/v1/health`, { queue: "unreachable" });
      await stack.startService("localstack");
      await Promise.all([
        healthWith(`${stack.urls.api}/v1/health`, { queue: "ok" }),
        healthWith(`${stack.urls.worker}/health`, { status: "ok", polling: "polling", queue: "ok" }),
      ]);
      const viaApi = await postContact(stack);
      // Direct mode drains what is queued all the same: the queues are back in both.
      await using producer = closing(createProducer({ settings: { ...stack.settings, mode: "queued" } }));
      const viaQueue = await producer.enqueue({ type: "test:child", payload: null });

      expect(await stack.outcomeOf(viaApi)).toMatchObject({ state: "succeeded" });
      expect(await stack.outcomeOf(viaQueue.messageId)).toMatchObject({ state: "succeeded" });
      expect(await startTimesOf(stack)).toEqual(before);
    },
  );

  test.each(["direct", "queued"] as const)(
    "%s: a worker that is told to stop lets a running handler end",
    async (mode) => {
      const stack = mode === "direct" ? direct : queued;
      const messageId = await enqueueSlow(stack);

      await stack.stopService("worker");
      const outcome = await stack.outcomeOf(messageId);
      await stack.startService("worker");

      expect(outcome).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    },
  );

  test("a worker that is killed during a running handler loses no queued message: it comes back", async () => {
    const messageId = await enqueueSlow(queued);

    await queued.stopService("worker", { graceSeconds: 0 });
    await queued.startService("worker");

    expect(await queued.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 2, errors: [] });
  });
});

// --- internal ---

/** Enqueues a message whose handler takes a while, and waits until it runs. */
async function enqueueSlow(stack: Stack): Promise<string> {
  await using producer = closing(createProducer({ settings: stack.settings }));
  const payload = { milliseconds: SLOW_MILLISECONDS };
  const { messageId } = await producer.enqueue({ type: "test:slow", payload });
  await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === messageId);
  return messageId;
}

function closing<T extends { close(): Promise<void> }>(resource: T): T & AsyncDisposable {
  return Object.assign(resource, { [Symbol.asyncDispose]: () => resource.close() });
}

async function startTimesOf(stack: Stack): Promise<readonly (string | undefined)[]> {
  const containers = await containersOf(stack.name);
  return ["api", "worker"].map((service) => containers.get(service)?.State.StartedAt);
}
