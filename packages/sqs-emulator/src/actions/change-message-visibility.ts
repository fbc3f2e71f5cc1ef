import { invalidValue, missingParameter, receiptHandleIsInvalid } from "../errors.ts";
import { changeVisibility } from "../state/change-visibility.ts";
import type { Queue } from "../state/model.ts";
import { type Input, requiredText } from "../validate/input.ts";
import { type Action, type Call, queueOf } from "./call.ts";
import { visibilityMsOf } from "./visibility.ts";

export const changeMessageVisibility: Action = (call, input) => changeOne(call, queueOf(call, input), input);

/** Changes the visibility timeout of one message, or of one of a batch. */
export function changeOne({ state, now }: Call, queue: Queue, input: Input): object {
  const handle = requiredText(input, "ReceiptHandle");
  const visibilityMs = visibilityMsOf(input);
  if (visibilityMs === undefined) throw missingParameter("VisibilityTimeout");
  switch (changeVisibility(state, queue, { handle, visibilityMs, now })) {
    case "done":
      return {};
    case "invalid handle":
      throw receiptHandleIsInvalid(handle);
    case "not in flight":
      throw invalidValue(
        "ReceiptHandle",
        handle,
        "Message does not exist or is not available for visibility timeout change.",
      );
    case "too long":
      throw invalidValue(
        "VisibilityTimeout",
        visibilityMs / 1000,
        "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].",
      );
  }
}
