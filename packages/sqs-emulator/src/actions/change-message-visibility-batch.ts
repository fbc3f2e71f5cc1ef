import { entriesOf, settleEach } from "../validate/batch.ts";
import { type Action, queueOf } from "./call.ts";
import { changeOne } from "./change-message-visibility.ts";

export const changeMessageVisibilityBatch: Action = (call, input) => {
  const queue = queueOf(call, input);
  return settleEach(entriesOf(input), (entry) => {
    call.faults?.beginEntry();
    return changeOne(call, queue, entry);
  });
};
