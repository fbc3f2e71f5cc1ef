import type { QueueSettings } from "@letsgo/config";

/** The queue's AWS account: the one in its URL, else the one that emulators use where nobody names one. */
export function accountIdOf({ queueUrl }: Pick<QueueSettings, "queueUrl">): string {
  return queueUrl?.match(/\/(\d{12})\/[^/]+$/)?.[1] ?? "000000000000";
}
