import type { Logger } from "@letsgo/logger";
import type { Context, ScheduledEvent } from "aws-lambda";

/** Handles the scheduled event; it fails by throwing. */
export type ScheduledHandler = (event: ScheduledEvent, context: Context, logger: Logger) => Promise<void>;

/** The schedule has come round: put here what is to happen then. */
export const scheduled: ScheduledHandler = async ({ id, time }, _context, logger) => {
  logger.info({ eventId: id, scheduledAt: time }, "Scheduled event received");
};
