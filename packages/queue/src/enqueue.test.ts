import { ConfigError } from "@letsgo/config";
import { type ContactMessage, type Message, MessageType } from "@letsgo/types";
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { accept, startHttpServer } from "../test/http-server.ts";
import { closeDefaultProducer, type EnqueueResult, enqueue, enqueueMany } from "./index.ts";

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeDefaultProducer();
});

describe("enqueue", () => {
  it("reads the environment at its first call, and again after closeDefaultProducer", async () => {
    await using first = await startHttpServer(accept);
    await using second = await startHttpServer(accept);

    vi.stubEnv("LETSGO_LOCAL_QUEUE_URL", first.url);
    await enqueue({ type: "order:new", payload: { orderId: "1", customerId: "2" } });
    vi.stubEnv("LETSGO_LOCAL_QUEUE_URL", second.url);
    await enqueue({ type: "order:new", payload: { orderId: "1", customerId: "2" } });
    await closeDefaultProducer();
    await enqueue({ type: "order:new", payload: { orderId: "1", customerId: "2" } });

    expect([first.requests.length, second.requests.length]).toEqual([2, 1]);
  });

  it("rejects where the environment is wrong, and is not spoilt by it", async () => {
    await using worker = await startHttpServer(accept);
    vi.stubEnv("LETSGO_QUEUE_MODE", "sqs");
    await expect(enqueue({ type: "x", payload: 1 })).rejects.toBeInstanceOf(ConfigError);

    vi.stubEnv("LETSGO_QUEUE_MODE", "direct");
    vi.stubEnv("LETSGO_LOCAL_QUEUE_URL", worker.url);
    await expect(enqueue({ type: "x", payload: 1 })).resolves.toBeDefined();
  });
});

/** Judged by the compiler alone; never called. */
export function typesOfEnqueue(message: Message, contact: ContactMessage) {
  const payload = { name: "Ada", email: "ada@example.com", message: "Hello" };
  const LetsGoStyle = enqueue({ type: MessageType.Contact, payload });
  expectTypeOf(LetsGoStyle).toEqualTypeOf<Promise<EnqueueResult>>();

  return [
    LetsGoStyle,
    enqueue(message),
    enqueue(contact, { delaySeconds: 3, attributes: { tenant: "t" } }),
    enqueue({ type: "letsgo:contact", payload: { ...payload, query: { utm: "x" } } }),
    enqueue({ type: "order:new", payload: { orderId: "123", customerId: "456" } }),
    enqueue({ type: "anything:else", payload: [1, null, { any: "thing" }] }),
    enqueue({ type: "anything" as string, payload: 7 }),

    enqueueMany([
      { type: "order:new", payload: { orderId: "123", customerId: "456" }, options: { delaySeconds: 1 } },
      { type: "anything:else", payload: 7 },
    ]),
    enqueueMany(["1", "2"].map((orderId) => ({ type: "order:new", payload: { orderId, customerId: "456" } }))),
    enqueueMany([
      { type: "anything:else", payload: 7 },
      // @ts-expect-error a catalogued type's payload lacks a field, beside one that is right
      { type: "order:new", payload: { orderId: "123" } },
    ]),
    // @ts-expect-error options stand beside the payload, each spelled right
    enqueueMany([{ type: "anything:else", payload: 7, options: { delay: 1 } }]),

    // @ts-expect-error a catalogued type's payload lacks a field
    enqueue({ type: "order:new", payload: { orderId: "123" } }),
    // @ts-expect-error a field has the wrong type
    enqueue({ type: "order:new", payload: { orderId: 123, customerId: "456" } }),
    // @ts-expect-error LetsGo's name for the type checks the payload as well
    enqueue({ type: MessageType.Contact, payload: { name: "Ada" } }),
    // @ts-expect-error the payload may not be left out
    enqueue({ type: "anything:else" }),
    // @ts-expect-error a message has a type
    enqueue({ payload: 1 }),
    // @ts-expect-error a delay is a number
    enqueue({ type: "x", payload: 1 }, { delaySeconds: "3" }),
    // @ts-expect-error an attribute is a text
    enqueue({ type: "x", payload: 1 }, { attributes: { a: 1 } }),
    // @ts-expect-error no such option
    enqueue({ type: "x", payload: 1 }, { delay: 1 }),
  ];
}
