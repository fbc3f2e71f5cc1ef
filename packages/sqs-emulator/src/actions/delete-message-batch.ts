import { entriesOf, settleEach } from "../validate/batch.ts";
import { type Action, queueOf } from "./call.ts";
import { deleteOne } from "./delete-message.ts";

export const deleteMessageBatch: Action = (call, input) => {
  const queue = queueOf(call, input);
  return settleEach(entriesOf(input), (entry) => {
    call.faults?.beginEntry();
    return deleteOne(call, queue, entry);
  });
};
