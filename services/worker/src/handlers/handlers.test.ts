import { describe, expect, it } from "vitest";
import { captureLogger } from "../../test/capture-logger.ts";
import { toContext } from "../../test/to-context.ts";
import { toReceiver } from "../../test/to-receiver.ts";
import { toRecord } from "../../test/to-record.ts";
import { createHandler } from "../handler.ts";
import { handlers } from "./index.ts";
import { scheduled } from "./scheduled.ts";

async function handle(type: string, payload: unknown, level?: string) {
  const { logger, lines } = captureLogger(level);
  const handler = createHandler({
    handlers,
    scheduled,
    receiver: toReceiver(),
    logger,
    maxReceiveCount: 3,
    partialFailures: true,
  });
  const response = await handler({ Records: [toRecord({ type, payload })] }, toContext());
  return { lines, failures: response?.batchItemFailures };
}

const form = { name: "Ada", email: "ada@example.com", message: "Private" };
const stripeEvent = (type: string) => ({
  id: "evt_1",
  type,
  stripeMode: "TEST",
  data: { object: { id: "in_1", currency: "eur", amount_paid: 1234 } },
});

describe("the message handlers", () => {
  it("handle a contact form without query and timestamp, and keep personal data out of the log", async () => {
    const { lines, failures } = await handle("letsgo:contact", form);

    expect(failures).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ msg: "Contact form submitted", queryKeys: [] })]);
    expect(JSON.stringify(lines)).not.toMatch(/Ada|ada@|Private/);
  });

  it("show a contact form at debug", async () => {
    const { lines } = await handle("letsgo:contact", { ...form, query: { plan: "x" } }, "debug");

    expect(lines).toContainEqual(expect.objectContaining({ level: "debug", contact: expect.objectContaining(form) }));
  });

  it("dispatch a Stripe event by its own type", async () => {
    const { lines, failures } = await handle("letsgo:stripe", stripeEvent("invoice.paid"));

    expect(failures).toEqual([]);
    expect(lines).toEqual([
      expect.objectContaining({ msg: "Invoice paid", invoiceId: "in_1", currency: "eur", amountPaid: 1234 }),
    ]);
  });

  it.each(["customer.created", "constructor", "__proto__"])(
    "acknowledge the Stripe event %s, which nobody handles, with one line",
    async (stripeType) => {
      const { lines, failures } = await handle("letsgo:stripe", stripeEvent(stripeType));

      expect(failures).toEqual([]);
      expect(lines).toEqual([
        expect.objectContaining({
          level: "info",
          msg: expect.stringContaining("Unsupported Stripe event"),
          stripeType,
        }),
      ]);
    },
  );

  it.each([
    ["letsgo:tenant:new", { tenant: { tenantId: "ten-1" } }],
    ["letsgo:tenant:deleted", {}],
    ["order:new", { orderId: "1", customerId: "2" }],
  ])("handle %s", async (type, payload) => {
    const { lines, failures } = await handle(type, payload);

    expect(failures).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ type, level: "info" })]);
  });
});
