import { invalidParameter } from "../errors.ts";
import type { Queue } from "../state/model.ts";
import { touch } from "../state/queues.ts";
import type { Call } from "./call.ts";

/** Most tags of a queue. */
const MAX_TAGS = 50;

/**
 * Adds tags to a queue, in place of those of the same key.
 *
 * @throws {SqsError} more than 50 in all, a key that is empty or of more than 128 characters, a value of more than 256
 */
export function addTags({ state }: Pick<Call, "state">, queue: Queue, tags: ReadonlyMap<string, string>): void {
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > 128)
      throw invalidParameter("Tag keys must be between 1 and 128 characters in length.");
    if (value.length > 256) throw invalidParameter("Tag values must be at most 256 characters in length.");
  }
  const size = new Set([...queue.tags.keys(), ...tags.keys()]).size;
  if (size > MAX_TAGS) throw invalidParameter(`Too many tags added for queue ${queue.name}.`);
  for (const [key, value] of tags) queue.tags.set(key, value);
  touch(state, queue);
}
