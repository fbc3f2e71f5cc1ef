import { UnsupportedOptionError } from "./errors.ts";

/**
 * Refuses a FIFO queue: polled as a standard one, a failing message would be overtaken within its group (C23).
 *
 * @throws {UnsupportedOptionError} The queue's name ends in `.fifo`.
 */
export function refuseFifo(queueUrl: string): void {
  if (!queueUrl.endsWith(".fifo")) return;
  throw new UnsupportedOptionError(
    "queueUrl",
    `Expected queueUrl to be that of a standard queue, got ${queueUrl}; AWS polls FIFO queues, this package does not support them yet`,
  );
}
