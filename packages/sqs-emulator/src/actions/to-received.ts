import { toHandle } from "../state/handle.ts";
import type { Message, MessageAttributes } from "../state/model.ts";
import { md5OfAttributes } from "../validate/digest.ts";
import { type Input, textListOf } from "../validate/input.ts";

/** Which attributes a receive asks for; without names it gets none. */
export interface AskedNames {
  readonly system: readonly string[];
  readonly own: readonly string[];
}

/** `AttributeNames` is the older name of `MessageSystemAttributeNames`; that one goes before it, as in AWS. */
export function askedNamesOf(input: Input): AskedNames {
  const system = textListOf(input, "MessageSystemAttributeNames");
  return {
    system: (system?.length ? system : textListOf(input, "AttributeNames")) ?? [],
    own: textListOf(input, "MessageAttributeNames") ?? [],
  };
}

/** A message as a receive gives it. */
export function toReceived(message: Message, { system, own }: AskedNames): object {
  const { id, content } = message;
  const attributes = own.length > 0 ? chosenOf(content.attributes, own) : undefined;
  return {
    MessageId: id,
    ReceiptHandle: toHandle(message),
    MD5OfBody: content.md5OfBody,
    Body: content.body,
    ...(system.length > 0 && { Attributes: systemAttributesOf(message, system) }),
    ...(attributes && {
      // The digest is that of what is returned.
      MD5OfMessageAttributes: attributes === content.attributes ? content.md5OfAttributes : md5OfAttributes(attributes),
      MessageAttributes: attributes,
    }),
  };
}

/** The system attributes that a message has and that are asked for, all as texts (C30). */
export function systemAttributesOf(message: Message, names: readonly string[]): Record<string, string> {
  const { content, sentAt, firstReceivedAt, receiveCount, sequenceNumber, deadLetterSource } = message;
  const all = names.includes("All");
  const attributes: Record<string, string> = {};
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && (all || names.includes(name))) attributes[name] = String(value);
  };
  add("SenderId", content.senderId);
  add("SentTimestamp", sentAt);
  add("ApproximateReceiveCount", receiveCount);
  add("ApproximateFirstReceiveTimestamp", firstReceivedAt);
  add("AWSTraceHeader", content.traceHeader);
  add("MessageGroupId", content.groupId);
  add("MessageDeduplicationId", content.deduplicationId);
  add("SequenceNumber", sequenceNumber);
  add("DeadLetterQueueSourceArn", deadLetterSource);
  return attributes;
}

// --- internal ---

/** By whole names, by beginnings (`foo.*`), or all. */
function chosenOf(attributes: MessageAttributes | undefined, names: readonly string[]): MessageAttributes | undefined {
  if (attributes === undefined || names.some((name) => name === "All" || name === ".*" || name === "*")) {
    return attributes;
  }
  const beginnings = names.filter((name) => name.endsWith(".*")).map((name) => name.slice(0, -2));
  const chosen = Object.entries(attributes).filter(
    ([name]) => names.includes(name) || beginnings.some((beginning) => name.startsWith(beginning)),
  );
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
}
