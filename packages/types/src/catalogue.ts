import { z } from "zod";
import { email } from "./email.ts";

const text = z.string().trim().min(1);

/** Payload of `letsgo:contact`: the contact form, with the fields that LetsGo's API takes; another field is refused. */
export const contactPayload = z.strictObject({
  name: text.meta({ title: "Name" }),
  email: email.meta({ title: "Email" }),
  message: text.meta({ title: "Message" }),
  /** Query parameters of the page that held the form. */
  query: z.record(z.string(), z.unknown()).optional(),
  tenantId: z.string().optional(),
  identityId: z.string().optional(),
  /** When the form was submitted, as the page says it (ISO 8601 by our own page). */
  timestamp: z.string().optional(),
});

/** Payload of `letsgo:stripe`: a Stripe event as its webhook sent it, and the mode whose secret verified it. */
export const stripePayload = z.looseObject({
  id: text,
  type: text,
  data: z.looseObject({ object: z.looseObject({}) }),
  stripeMode: z.enum(["TEST", "LIVE"]),
});

/** Payload of `letsgo:tenant:new` and `letsgo:tenant:deleted`: loose, since LetsGo's own packages own its shape. */
export const tenantPayload = z.looseObject({});

/** Payload of `order:new`, the worked example of the documentation. */
export const orderPayload = z.looseObject({ orderId: text, customerId: text });

/**
 * The message catalogue: message type to payload schema. The one place where shapes are defined: static types, the check
 * before sending and the check before a handler all come from it. To add a message type, add its line here.
 */
export const catalogue = {
  "letsgo:contact": contactPayload,
  "letsgo:stripe": stripePayload,
  "letsgo:tenant:new": tenantPayload,
  "letsgo:tenant:deleted": tenantPayload,
  "order:new": orderPayload,
} as const satisfies Record<string, z.ZodObject>;

/** A message type that the catalogue knows. */
export type CataloguedType = keyof typeof catalogue;

/** What a message of type `T` carries: the schema's shape where the catalogue knows `T`, else any JSON value. */
export type PayloadOf<T extends string> = T extends CataloguedType ? z.input<(typeof catalogue)[T]> : unknown;

/**
 * The payload schema of a message type.
 *
 * @returns the schema, or undefined for a type that the catalogue does not know
 */
export function payloadSchemaOf(type: string): z.ZodObject | undefined {
  return schemas.get(type);
}

/** Is the type reserved for the catalogue's own messages? (It starts with `letsgo:`.) */
export function isReservedType(type: string): boolean {
  return type.startsWith("letsgo:");
}

// --- internal ---

const schemas: ReadonlyMap<string, z.ZodObject> = new Map(Object.entries(catalogue));
