import { expect, test } from "vitest";
import { postContact } from "../../support/post-contact.ts";
import type { SharedStack } from "../../support/use-stack.ts";

export function contactFlows(shared: SharedStack): void {
  test("travels from the contact form's address to its handler, told at each hop under one id", async () => {
    const { stack } = shared;

    const messageId = await postContact(stack);

    expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    const hops = stack
      .lines()
      .filter(({ fields }) => fields.messageId === messageId && fields.hop)
      .map(({ service, fields }) => `${service} ${fields.hop}`);
    expect(hops.toSorted()).toEqual(["api accepted", "worker outcome", "worker received"]);
  });

  test("leaves no word of its payload in the log", async () => {
    const { stack } = shared;

    await stack.outcomeOf(await postContact(stack));

    expect(stack.lines().filter(({ text }) => text.includes("ada@example.com"))).toEqual([]);
  });

  test("is refused by the API with every fault by field", async () => {
    const response = await fetch(`${shared.stack.urls.api}/v1/contact`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "", email: "nobody" }),
    });

    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field).toSorted()).toEqual(["email", "message", "name"]);
  });
}
