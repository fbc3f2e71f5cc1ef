import type { SQSClient } from "@aws-sdk/client-sqs";

/** Calls for which LocalStack looks through all its queues; it answers before it has changed anything. */
const SCANS: ReadonlySet<string | undefined> = new Set([
  "ListQueuesCommand",
  "ListDeadLetterSourceQueuesCommand",
  "StartMessageMoveTaskCommand",
]);
const ATTEMPTS = 10;

/**
 * Repeats a call that LocalStack could not answer because another one created or deleted a queue meanwhile: it loops
 * over its dictionary of queues without a lock, and Python's "dictionary changed size during iteration" becomes an
 * InternalError (500). Nothing was carried out then. Any other answer is left as it is, and a lasting InternalError
 * comes out after the last attempt.
 */
export function repeatScans(client: SQSClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await next(args);
          } catch (error) {
            const isRepeated = SCANS.has(commandName) && (error as Error).name === "InternalError";
            if (!isRepeated || attempt === ATTEMPTS) throw error;
          }
        }
      },
    { step: "initialize", name: "repeatScans" },
  );
}
