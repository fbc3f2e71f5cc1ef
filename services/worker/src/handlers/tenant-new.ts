import type { TenantNewMessage } from "@letsgo/types";
import type { MessageHandler } from "./message-handler.ts";

/** A tenant was created. */
export const tenantNew: MessageHandler<TenantNewMessage> = async ({ payload }, _event, { logger }) => {
  logger.info("Tenant created");
  logger.debug({ tenant: payload.tenant }, "Tenant");
};
