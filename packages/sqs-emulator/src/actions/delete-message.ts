import { invalidValue, receiptHandleIsInvalid } from "../errors.ts";
import { deleteMessage as deleteFrom } from "../state/delete-message.ts";
import { findByHandle } from "../state/handle.ts";
import type { Queue } from "../state/model.ts";
import { type Input, requiredText } from "../validate/input.ts";
import { type Action, type Call, queueOf } from "./call.ts";

export const deleteMessage: Action = (call, input) => deleteOne(call, queueOf(call, input), input);

/** Deletes one message, or one of a batch. */
export function deleteOne({ state, faults }: Call, queue: Queue, input: Input): object {
  const handle = requiredText(input, "ReceiptHandle");
  if (faults !== undefined && findByHandle(queue, handle) !== "invalid" && faults.strikes("lost-delete")) return {};
  switch (deleteFrom(state, queue, handle)) {
    case "done":
      return {};
    case "invalid handle":
      throw receiptHandleIsInvalid(handle);
    case "expired handle":
      throw invalidValue("ReceiptHandle", handle, "The receipt handle has expired.");
  }
}
