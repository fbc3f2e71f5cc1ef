import { messageStates } from "@letsgo/console-api";
import { MAX_CHARACTERS, MAX_TYPES, parseFilters, toLocalTime, windows } from "./filters.ts";

/** Something in the page's address that is not obeyed, or not wholly. */
export interface Misread {
  /** Of the parameter. */
  readonly name: string;
  readonly value: string;
  /** Why it is not. */
  readonly fault: string;
}

/** What of an address {@link parseFilters} leaves out or cuts, and why: nobody shall take a list for one that it is not. */
export function findMisread(params: URLSearchParams): readonly Misread[] {
  const found = [...params].flatMap(([name, value]) => {
    const fault = value === "" ? undefined : (rules.get(name) ?? unknown)(value);
    return fault === undefined ? [] : [{ name, value, fault }];
  });
  const { since, from, to } = parseFilters(params);
  const types = params.getAll("type").length;
  if (types > MAX_TYPES)
    found.push({ name: "type", value: `${types} of them`, fault: `expected at most ${MAX_TYPES}` });
  if (!since && from && to && to <= from) found.push({ name: "to", value: to, fault: `expected a time after ${from}` });
  return found;
}

// --- internal ---

type Rule = (value: string) => string | undefined;

const oneOf =
  (allowed: readonly string[]): Rule =>
  (value) =>
    allowed.includes(value) ? undefined : `expected one of ${allowed.join(", ")}`;
const time: Rule = (value) => (toLocalTime(value) ? undefined : "expected a local time such as 2026-11-24T10:00");
const short: Rule = (value) =>
  value.length <= MAX_CHARACTERS ? undefined : `expected at most ${MAX_CHARACTERS} characters, got ${value.length}`;
const unknown: Rule = () => "no filter has this name";

const rules: ReadonlyMap<string, Rule> = new Map([
  ["state", oneOf(messageStates)],
  ["type", short],
  ["mode", oneOf(["direct", "queued"])],
  ["text", short],
  ["id", short],
  ["since", oneOf(Object.keys(windows))],
  ["from", time],
  ["to", time],
]);
