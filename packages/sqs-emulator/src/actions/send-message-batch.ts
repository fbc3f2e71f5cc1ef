import { invalidParameter, serviceError } from "../errors.ts";
import { type Entry, entriesOf, settleEach } from "../validate/batch.ts";
import { noDeduplicationId, roughBytesOf } from "../validate/content.ts";
import { type Action, queueOf } from "./call.ts";
import { sendOne } from "./send-message.ts";

/** Most bytes of all messages of a batch together. */
const MAX_BYTES = 1_048_576;

export const sendMessageBatch: Action = (call, input) => {
  const queue = queueOf(call, input);
  const entries = entriesOf(input);
  // On FIFO an id that is missing refuses the whole batch, as recorded of AWS.
  if (queue.isFifo) requireIds(entries, queue.settings.deduplicatesByContent);
  const bytes = entries.reduce((sum, { input: entry }) => sum + roughBytesOf(entry), 0);
  if (bytes > MAX_BYTES) {
    const text = `Batch requests cannot be longer than ${MAX_BYTES} bytes. You have sent ${bytes} bytes.`;
    throw serviceError("BatchRequestTooLong", text);
  }
  return settleEach(entries, (entry) => {
    call.faults?.beginEntry();
    return sendOne(call, queue, { input: entry, isBatch: true });
  });
};

// --- internal ---

function requireIds(entries: readonly Entry[], deduplicatesByContent: boolean): void {
  for (const { input } of entries) {
    if (!deduplicatesByContent && !input.MessageDeduplicationId) throw invalidParameter(noDeduplicationId);
    if (!input.MessageGroupId) throw invalidParameter("The request must contain the parameter MessageGroupId.");
  }
}
