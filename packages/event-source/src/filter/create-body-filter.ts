import { InvalidParameterValueError } from "../errors.ts";
import { compileFields, compileLeaf, compileOr, isPlainObject, type Test } from "./compile-fields.ts";
import { invalidPattern } from "./invalid-pattern.ts";

/** AWS's `FilterCriteria`, names in lower camel case. */
export interface FilterCriteria {
  filters?: readonly { pattern?: string }[];
}

/** Whether a message with this body goes to the function. */
export type BodyFilter = (body: string) => boolean;

/**
 * Compiles filter criteria with exactly the operators of Lambda's filter-syntax table; several filters are OR-ed (C25).
 * A pattern may only speak of `body`: by an object where bodies are JSON, by a list of rules where they are plain text.
 * The other kind of body does not match (C26).
 *
 * @param quota Most filters, AWS's default quota is 5.
 * @returns Undefined where there are no filters, so that everything goes to the function.
 * @throws {InvalidParameterValueError} Too many filters, or one that Lambda's syntax does not know.
 */
export function createBodyFilter({ filters = [], ...rest }: FilterCriteria, quota: number): BodyFilter | undefined {
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw invalidPattern("filterCriteria", "{ filters: [{ pattern }] }", rest);
  if (filters.length > quota) {
    throw new InvalidParameterValueError(
      `Expected filterCriteria.filters to be at most ${quota} filters, got ${filters.length}; AWS raises the quota of 5 to 10 on request, as filterQuota does here`,
    );
  }
  if (filters.length === 0) return undefined;
  const tests = filters.map(({ pattern }) => compilePattern(pattern));
  return (body) => {
    const parsed = parseBody(body);
    return tests.some((test) => test(parsed, parsed));
  };
}

// --- internal ---

const mostPatternCharacters = 4_096; // https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html

/** A body as a pattern sees it: JSON is an object or a list, all else is text. */
type Body = { json: unknown } | { text: string };

function compilePattern(text: unknown): Test {
  if (typeof text !== "string") throw invalidPattern("a filter's pattern", "a string of JSON", text);
  if (text.length > mostPatternCharacters) {
    throw invalidPattern("a filter's pattern", `at most ${mostPatternCharacters} characters`, text.length);
  }
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalidPattern("a filter's pattern", "JSON", text);
  }
  if (!isPlainObject(pattern)) throw invalidPattern("a filter's pattern", "a JSON object", pattern);
  return compileRecord(pattern);
}

function compileRecord(pattern: object): Test {
  const entries = Object.entries(pattern as Record<string, unknown>);
  if (entries.length === 0) throw invalidPattern("a filter's pattern", "about body", pattern);
  const tests = entries.map(([key, value]) => {
    if (key === "body") return compileBody(value);
    if (key === "$or") return compileOr(value, compileRecord);
    throw invalidPattern("a filter's pattern", "about body, which is all that SQS filters may speak of", key);
  });
  return (body, root) => tests.every((test) => test(body, root));
}

function compileBody(pattern: unknown): Test {
  if (isPlainObject(pattern)) {
    const test = compileFields(pattern);
    return (part) => {
      const body = part as Body;
      return "json" in body && test(body.json, body.json);
    };
  }
  if (!Array.isArray(pattern)) throw invalidPattern("the pattern of body", "a list of rules or an object", pattern);
  const test = compileLeaf(pattern, []);
  return (part) => {
    const body = part as Body;
    return "text" in body && test(body.text, body.text);
  };
}

function parseBody(body: string): Body {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === "object" && json !== null) return { json };
  } catch {
    // not JSON
  }
  return { text: body };
}
