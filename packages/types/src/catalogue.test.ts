import { describe, expect, expectTypeOf, it } from "vitest";
import { type ContactMessage, contactPayload, MessageType, type PayloadOf, payloadSchemaOf } from "./index.ts";

const contact = { name: "Ada", email: "ada@example.com", message: "Hello 👋" };

describe("the catalogue", () => {
  it("takes a contact with the required fields alone", () => {
    expect(contactPayload.safeParse(contact).success).toBe(true);
  });

  it("names every field that is wrong", () => {
    const result = contactPayload.safeParse({ name: " ", email: "nobody", extra: 1 });

    expect(result.error?.issues.map((issue) => issue.path.join(".")).sort()).toEqual(["", "email", "message", "name"]);
  });

  it("looks a type up by own property only", () => {
    expect(payloadSchemaOf("constructor")).toBeUndefined();
    expect(payloadSchemaOf("toString")).toBeUndefined();
    expect(payloadSchemaOf("order:new")).toBeDefined();
  });

  it("takes a Stripe event only with its mode", () => {
    const event = { id: "evt_1", type: "invoice.paid", data: { object: {} } };

    expect(payloadSchemaOf(MessageType.Stripe)?.safeParse(event).success).toBe(false);
    expect(payloadSchemaOf(MessageType.Stripe)?.safeParse({ ...event, stripeMode: "TEST" }).success).toBe(true);
  });

  it("gives LetsGo's names static types", () => {
    expectTypeOf<PayloadOf<"order:new">>().toMatchTypeOf<{ orderId: string; customerId: string }>();
    expectTypeOf<PayloadOf<"anything:else">>().toBeUnknown();
    expectTypeOf<ContactMessage["type"]>().toEqualTypeOf<MessageType.Contact>();
  });
});
