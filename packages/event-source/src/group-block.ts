import type { SQSRecord } from "aws-lambda";
import { isFifo } from "./require-fifo-options.ts";

/** Message groups of a FIFO queue of which a message has failed: what follows in them must not be handled (C23). */
export interface GroupBlock {
  add(failed: readonly SQSRecord[]): void;
  sort(records: readonly SQSRecord[]): { blocked: SQSRecord[]; open: SQSRecord[] };
}

/** On a standard queue a group id orders nothing (D33), so nothing is ever blocked. */
export function createGroupBlock(): GroupBlock {
  const groups = new Set<string>();
  const isBlocked = (record: SQSRecord) => groups.has(groupOf(record) ?? "");
  return {
    add(failed) {
      for (const group of failed.map(groupOf)) if (group !== undefined) groups.add(group);
    },
    sort: (records) => ({
      blocked: records.filter(isBlocked),
      open: records.filter((record) => !isBlocked(record)),
    }),
  };
}

// --- internal ---

function groupOf({ eventSourceARN, attributes }: SQSRecord): string | undefined {
  return isFifo(eventSourceARN) ? attributes.MessageGroupId : undefined;
}
