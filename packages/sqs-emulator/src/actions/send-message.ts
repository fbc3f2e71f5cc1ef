import { overLimit } from "../errors.ts";
import type { Queue } from "../state/model.ts";
import { hasRoomFor, send } from "../state/send.ts";
import { contentOf, delayMsOf } from "../validate/content.ts";
import { md5OfAttributes } from "../validate/digest.ts";
import type { Input } from "../validate/input.ts";
import { traceHeaderOf } from "../validate/message-attributes.ts";
import { type Action, type Call, queueOf } from "./call.ts";

export const sendMessage: Action = (call, input) => sendOne(call, queueOf(call, input), { input, isBatch: false });

/** Sends one message, or one of a batch. */
export function sendOne(call: Call, queue: Queue, { input, isBatch }: { input: Input; isBatch: boolean }): object {
  const { state, now, accountId } = call;
  const ownTraceHeader = traceHeaderOf(input);
  const traceHeader = ownTraceHeader ?? call.traceHeader;
  const content = contentOf(input, queue, { senderId: accountId, traceHeader, isBatch });
  const delayMs = delayMsOf(input, queue);
  if (!hasRoomFor(state, content)) {
    throw overLimit(
      `Expected all queues to take at most ${state.options.memoryLimitBytes} bytes of memory, got a message that takes them above. Delete or purge some, or start the emulator with a higher memoryLimitBytes (--memory-limit).`,
    );
  }
  const { messageId, sequenceNumber } = send(state, queue, { content, delayMs, now });
  return {
    MessageId: messageId,
    MD5OfMessageBody: content.md5OfBody,
    MD5OfMessageAttributes: content.md5OfAttributes,
    MD5OfMessageSystemAttributes: ownTraceHeader && md5OfTraceHeader(ownTraceHeader),
    SequenceNumber: sequenceNumber,
  };
}

// --- internal ---

function md5OfTraceHeader(StringValue: string): string | undefined {
  return md5OfAttributes({ AWSTraceHeader: { DataType: "String", StringValue } });
}
