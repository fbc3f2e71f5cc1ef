import { invalidParameter, invalidValue } from "../errors.ts";
import { type Input, integerOf, textOf } from "./input.ts";

/** Most of a list that is answered at once, and what is where nothing is asked for. */
const MAX_RESULTS = 1000;

/**
 * The part of a list that a call asks for, by name; the token is the last name, so what is created or deleted between
 * two pages moves nothing else.
 *
 * @throws {SqsError} `MaxResults` is not within 1 to 1,000, or the token is none that was given
 */
export function pageOf<T extends { readonly name: string }>(
  all: readonly T[],
  input: Input,
): { page: readonly T[]; nextToken: string | undefined } {
  const max = integerOf(input, "MaxResults") ?? MAX_RESULTS;
  if (max < 1 || max > MAX_RESULTS) {
    throw invalidValue("MaxResults", max, `MaxResults must be an integer between 1 and ${MAX_RESULTS}.`);
  }
  const after = afterOf(input);
  const rest = all.filter(({ name }) => name > after).sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = rest.slice(0, max);
  const last = page.at(-1);
  const hasMore = last !== undefined && rest.length > max;
  return { page, nextToken: hasMore ? Buffer.from(`after ${last.name}`).toString("base64") : undefined };
}

// --- internal ---

function afterOf(input: Input): string {
  const token = textOf(input, "NextToken");
  if (token === undefined || token === "") return "";
  const [, name] = /^after ([\w.-]+)$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (name === undefined) throw invalidParameter("Invalid or expired NextToken.");
  return name;
}
