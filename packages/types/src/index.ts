export type { CataloguedType, PayloadOf } from "./catalogue.ts";
export {
  catalogue,
  contactPayload,
  isReservedType,
  orderPayload,
  payloadSchemaOf,
  stripePayload,
  tenantPayload,
} from "./catalogue.ts";
export type {
  ContactMessage,
  ContactMessagePayload,
  Message,
  StripeMessage,
  TenantDeletedMessage,
  TenantNewMessage,
} from "./message.ts";
export { MessageType } from "./message.ts";
