import { MessageType } from "@letsgo/types";
import { contact } from "./contact.ts";
import { type MessageHandlers, on } from "./message-handler.ts";
import { orderNew } from "./order-new.ts";
import { stripe } from "./stripe.ts";
import { tenantDeleted } from "./tenant-deleted.ts";
import { tenantNew } from "./tenant-new.ts";

/** The message handlers by message type. To handle a new type, add its line here. */
export const handlers: MessageHandlers = new Map([
  on(MessageType.Contact, contact),
  on(MessageType.Stripe, stripe),
  on(MessageType.TenantNew, tenantNew),
  on(MessageType.TenantDeleted, tenantDeleted),
  on("order:new", orderNew),
]);
