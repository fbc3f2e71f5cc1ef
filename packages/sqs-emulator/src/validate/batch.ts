import { SqsError, serviceError } from "../errors.ts";
import { type Input, isObject, listOf, textOf } from "./input.ts";

/** Most entries of one batch. */
const MAX_ENTRIES = 10;

export interface Entry {
  readonly id: string;
  readonly input: Input;
}

/**
 * The entries of a batch, with ids that are well-formed and distinct.
 *
 * @throws {SqsError} D25
 */
export function entriesOf(input: Input): Entry[] {
  const list = listOf(input, "Entries") ?? [];
  if (list.length === 0) {
    throw serviceError("EmptyBatchRequest", "There should be at least one entry in the request.");
  }
  if (list.length > MAX_ENTRIES) {
    const text = `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${list.length}.`;
    throw serviceError("TooManyEntriesInBatchRequest", text);
  }
  const seen = new Set<string>();
  return list.map((value) => {
    const entry = isObject(value) ? value : {};
    const id = textOf(entry, "Id") ?? "";
    if (!/^[\w-]{1,80}$/.test(id)) {
      throw serviceError(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
      );
    }
    if (seen.has(id)) throw serviceError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);
    seen.add(id);
    return { id, input: entry };
  });
}

/** Carries out each entry by itself; those that are refused are told, and stop no other. */
export function settleEach(entries: readonly Entry[], carryOut: (input: Input) => object): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const { id, input } of entries) {
    try {
      Successful.push({ Id: id, ...carryOut(input) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      const { code, message, isSendersFault } = error;
      Failed.push({ Id: id, SenderFault: isSendersFault, Code: code, Message: message });
    }
  }
  // As AWS answers: a list of none is left out.
  return { ...(Successful.length > 0 && { Successful }), ...(Failed.length > 0 && { Failed }) };
}
