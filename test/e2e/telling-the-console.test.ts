import { createProducer, type Producer } from "@letsgo/queue";
import type { Stack } from "@letsgo/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { contact, postContact } from "../support/post-contact.ts";
import { type EventsReceiver, startEventsReceiver } from "../support/start-events-receiver.ts";
import { startTestStack } from "../support/use-stack.ts";

describe("what a stack tells the console", () => {
  let receiver: EventsReceiver;
  let stack: Stack;
  let producer: Producer;

  beforeAll(async () => {
    receiver = await startEventsReceiver();
    const env = { LETSGO_CONSOLE_URL: receiver.url, LETSGO_CONSOLE_MASK: "email" };
    stack = await startTestStack({ engine: "processes", mode: "queued", env });
    producer = createProducer({ settings: stack.settings });
  });
  afterAll(async () => {
    await producer?.close();
    await stack?.[Symbol.asyncDispose]();
    await receiver?.[Symbol.asyncDispose]();
  });

  const eventsOf = (messageId: string) =>
    receiver.events.filter((event) => "messageId" in event && event.messageId === messageId);
  /** By the order in which it happened: processes tell independently of each other. */
  const namesOf = (messageId: string) =>
    eventsOf(messageId)
      .toSorted((a, b) => a.at - b.at)
      .map(({ name }) => name);

  test("is the way of a message through API, queue and worker, without its secrets", async () => {
    const messageId = await postContact(stack);
    const names = ["accepted", "deleted", "logged", "received", "started", "succeeded"];
    await eventually("its events", () => namesOf(messageId).toSorted(), names);

    const told = eventsOf(messageId);
    const bodies = told.flatMap((event) => ("body" in event && event.body ? [event.body] : []));
    expect(bodies.map(({ masked }) => masked)).toEqual([["payload.email"], ["payload.email"]]);
    expect(JSON.parse(bodies[0]?.text ?? "")).toMatchObject({ payload: { ...contact, email: "[masked]" } });
    expect(JSON.stringify(told)).not.toContain(contact.email);
  });

  test("is each attempt of a failing message, with its stack trace and the time of the next", async () => {
    const { messageId } = await producer.enqueue({ type: "test:always-fails", payload: null });
    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "dead" });
    await eventually("its attempts", () => namesOf(messageId).filter((name) => name === "returned").length, 3);

    const failures = eventsOf(messageId).filter((event) => event.name === "failed");
    expect(failures).toMatchObject([
      { receiveCount: 1, willRetry: true, error: { stack: expect.stringContaining("handlers.ts") } },
      { receiveCount: 2, willRetry: true },
      { receiveCount: 3, willRetry: false },
    ]);
    expect(new Set(failures.map(({ deliveryId }) => deliveryId)).size).toBe(3);
    for (const event of eventsOf(messageId)) {
      if (event.name === "returned") expect(event.visibleAt).toBeGreaterThan(event.at);
    }
  });

  test("is what a handler enqueues, by the message that it handled", async () => {
    const payload = { child: { type: "test:child", payload: null } };
    const { messageId } = await producer.enqueue({ type: "test:parent", payload });
    const children = () =>
      receiver.events.flatMap((event) =>
        event.name === "accepted" && event.parentMessageId === messageId ? [event.type] : [],
      );

    await eventually("its children", children, ["test:child"]);
  });

  test("waits for a console that is away; the messages do not", async () => {
    await receiver.leave();
    const away = await Promise.all(Array.from({ length: 20 }, () => postContact(stack)));
    const outcomes = await Promise.all(away.map((messageId) => stack.outcomeOf(messageId)));
    await receiver.comeBack();

    expect(outcomes.map(({ state }) => state)).toEqual(away.map(() => "succeeded"));
    // In any order: SQS may hand a message to the worker before the API hears that it was accepted.
    const isTold = (id: string) => (["accepted", "deleted"] as const).every((name) => namesOf(id).includes(name));
    await eventually("what is still untold", () => away.filter((id) => !isTold(id)), []);
    expect([...receiver.dropped.values()]).toEqual([0, 0]);
  });
});
