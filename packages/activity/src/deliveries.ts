import type { SQSRecord } from "aws-lambda";

/** Which deliveries still lack their outcome line. A delivery is known by its receipt handle, new on each receive (D9). */
export interface Deliveries {
  /** The event source has received it. */
  begin(record: SQSRecord): void;
  /** The worker tells its outcome. False if the delivery's outcome was written before, as part of a failed invocation. */
  settle(record: SQSRecord): boolean;
  /** The event source tells its end. True if nobody has told an outcome, so that this one counts. */
  end(record: SQSRecord): boolean;
  /** As `end`, after an invocation that failed as a whole: what its handler may still tell of the delivery is late. */
  fail(record: SQSRecord): boolean;
}

export function createDeliveries(): Deliveries {
  const open = new Set<string>();
  const failed = new Set<string>();
  return {
    begin: ({ receiptHandle }) => void open.add(receiptHandle),
    settle({ receiptHandle }) {
      open.delete(receiptHandle);
      return !failed.delete(receiptHandle);
    },
    end: ({ receiptHandle }) => open.delete(receiptHandle),
    fail({ receiptHandle }) {
      if (!open.delete(receiptHandle)) return false;
      failed.add(receiptHandle);
      const [oldest] = failed;
      if (failed.size > maximumFailed && oldest !== undefined) failed.delete(oldest);
      return true;
    },
  };
}

// --- internal ---

/** A handler that never ends would keep its entry for ever. */
const maximumFailed = 1_000;
