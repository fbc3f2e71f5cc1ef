import type { ContactMessage } from "@letsgo/types";
import type { MessageHandler } from "./message-handler.ts";

/** Somebody filled in the contact form. Personal data is logged at debug only. */
export const contact: MessageHandler<ContactMessage> = async ({ payload }, _event, { logger }) => {
  const { timestamp, tenantId, query = {} } = payload;
  logger.info({ tenantId, submittedAt: timestamp, queryKeys: Object.keys(query) }, "Contact form submitted");
  logger.debug({ contact: payload }, "Contact form");
};
