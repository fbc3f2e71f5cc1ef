import { readFileSync } from "node:fs";
import path from "node:path";
import { CachePersistenceLayer } from "@aws-lambda-powertools/idempotency/cache";
import { describe, expect, it } from "vitest";
import { root } from "../../../scripts/config.ts";
import { toContext } from "../../../services/worker/test/to-context.ts";
import { toRecord } from "../../../services/worker/test/to-record.ts";
import { createChargeOrder } from "./create-charge-order.ts";

const order = { orderId: "123", customerId: "456" };

/** A store like Valkey, in memory. */
function createStore(): CachePersistenceLayer {
  const values = new Map<unknown, unknown>();
  return new CachePersistenceLayer({
    client: {
      get: async (name) => (values.get(name) as string | undefined) ?? null,
      async set(name, value, options) {
        if ((options as { NX?: boolean }).NX && values.has(name)) return null;
        values.set(name, value);
        return "OK";
      },
      del: async (keys) => keys.filter((key) => values.delete(key)).length,
    },
  });
}

/** A delivery of the message `identity`; each copy of it has an SQS id of its own. */
function toDelivery(identity: string, sqsMessageId: string) {
  const record = toRecord({ type: "order:new", payload: order });
  const identityAttribute = { stringValue: identity, dataType: "String", stringListValues: [], binaryListValues: [] };
  const messageAttributes = { "letsgo.messageId": identityAttribute };
  return { ...toContext(), record: { ...record, messageId: sqsMessageId, messageAttributes } };
}

describe("the handler of docs/idempotent-handlers.md", () => {
  it("is what the page shows", () => {
    const page = readFileSync(path.join(root, "docs/idempotent-handlers.md"), "utf8");
    const source = readFileSync(path.join(import.meta.dirname, "create-charge-order.ts"), "utf8");

    expect(page).toContain(`\`\`\`ts\n${source}\`\`\``);
  });

  it("charges once for all copies of a message, and again for another message", async () => {
    const charged: string[] = [];
    const handle = createChargeOrder(createStore(), async ({ orderId }) => {
      charged.push(orderId);
      return "receipt";
    });

    await handle({ payload: order }, {}, toDelivery("m-1", "sqs-1"));
    await handle({ payload: order }, {}, toDelivery("m-1", "sqs-2"));
    expect(charged).toEqual(["123"]);

    await handle({ payload: order }, {}, toDelivery("m-2", "sqs-3"));
    expect(charged).toEqual(["123", "123"]);
  });

  it("charges again after a failure", async () => {
    let calls = 0;
    const handle = createChargeOrder(createStore(), async () => {
      calls += 1;
      if (calls === 1) throw new Error("card refused");
      return "receipt";
    });

    await expect(handle({ payload: order }, {}, toDelivery("m-1", "sqs-1"))).rejects.toThrow("card refused");
    await handle({ payload: order }, {}, toDelivery("m-1", "sqs-1"));

    expect(calls).toBe(2);
  });

  it("fails a copy that comes while another one is being handled, so that it comes back", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const handle = createChargeOrder(createStore(), () => promise);

    const first = handle({ payload: order }, {}, toDelivery("m-1", "sqs-1"));
    await expect(handle({ payload: order }, {}, toDelivery("m-1", "sqs-2"))).rejects.toThrow(
      "already an execution in progress",
    );
    resolve("receipt");

    await first;
  });
});
