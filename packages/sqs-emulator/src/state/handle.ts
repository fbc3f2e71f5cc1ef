import type { Message, Queue } from "./model.ts";

/** What a receipt handle says: which receive of which message it is from. */
interface Receipt {
  readonly number: number;
  readonly receiveCount: number;
  readonly messageId: string;
  readonly queueArn: string;
}

/** The receipt handle of a message's latest receive; each receive has its own (D9). */
export function toHandle({ number, receiveCount, id, queue }: Message): string {
  return Buffer.from(`${number} ${receiveCount} ${id} ${queue.arn}`, "latin1").toString("base64");
}

/**
 * The message that a handle names, and whether the handle is from its latest receive.
 *
 * @returns `invalid` for what is no handle of this queue, `gone` for one whose message is no longer there
 */
export function findByHandle(
  queue: Queue,
  handle: string,
): { readonly message: Message; readonly isLatest: boolean } | "invalid" | "gone" {
  const receipt = parseHandle(handle);
  if (receipt?.queueArn !== queue.arn) return "invalid";
  const message = queue.messages.get(receipt.number);
  if (message === undefined || message.id !== receipt.messageId) return "gone";
  return { message, isLatest: message.receiveCount === receipt.receiveCount };
}

// --- internal ---

function parseHandle(handle: string): Receipt | undefined {
  const text = Buffer.from(handle, "base64").toString("latin1");
  const [number = "", receiveCount = "", messageId = "", queueArn = "", more] = text.split(" ");
  if (queueArn === "" || more !== undefined) return undefined;
  return { number: Number(number), receiveCount: Number(receiveCount), messageId, queueArn };
}
