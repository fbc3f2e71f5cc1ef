import type { PayloadOf } from "./catalogue.ts";

/** LetsGo's names for the catalogue's own message types. */
export const MessageType = {
  Contact: "letsgo:contact",
  Stripe: "letsgo:stripe",
  TenantNew: "letsgo:tenant:new",
  TenantDeleted: "letsgo:tenant:deleted",
} as const;

/** Lets `MessageType.Contact` stand where a type is wanted, as the members of LetsGo's enum do. */
export declare namespace MessageType {
  type Contact = "letsgo:contact";
  type Stripe = "letsgo:stripe";
  type TenantNew = "letsgo:tenant:new";
  type TenantDeleted = "letsgo:tenant:deleted";
}
export type MessageType = (typeof MessageType)[keyof typeof MessageType];

/** What the caller enqueues and a message handler gets: a type and a JSON payload. On the wire it is the whole body. */
export interface Message<T extends string = string> {
  /** Which message this is, for example `order:new`. Types that start with `letsgo:` are the catalogue's own. */
  type: T;
  /** Any JSON value; for a catalogued type what its schema says. */
  payload: PayloadOf<T>;
}

export type ContactMessage = Message<MessageType.Contact>;
export type ContactMessagePayload = PayloadOf<MessageType.Contact>;
export type StripeMessage = Message<MessageType.Stripe>;
export type TenantNewMessage = Message<MessageType.TenantNew>;
export type TenantDeletedMessage = Message<MessageType.TenantDeleted>;
