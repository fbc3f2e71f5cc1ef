import type { TenantDeletedMessage } from "@letsgo/types";
import type { MessageHandler } from "./message-handler.ts";

/** A tenant was deleted. */
export const tenantDeleted: MessageHandler<TenantDeletedMessage> = async ({ payload }, _event, { logger }) => {
  logger.info("Tenant deleted");
  logger.debug({ tenant: payload.tenant }, "Tenant");
};
