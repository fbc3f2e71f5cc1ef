import { invalidPattern } from "./invalid-pattern.ts";

/** A value of a JSON document that is neither object nor array. */
export type Scalar = string | number | boolean | null;

/** Whether one value of a message satisfies one rule. */
export type Rule = (value: Scalar) => boolean;

/** `presence` is about the field, not about its values. */
export type CompiledRule = Rule | { presence: boolean };

/**
 * Compiles one member of a pattern's list: a value (equals, null, empty) or an object with one operator of Lambda's
 * filter-syntax table.
 *
 * @throws {InvalidParameterValueError} Another operator, or an operand that is not the operator's.
 */
export function compileRule(rule: unknown): CompiledRule {
  if (isScalar(rule)) return (value) => value === rule;
  if (typeof rule !== "object" || Array.isArray(rule)) throw invalidPattern("a rule", "a value or an operator", rule);
  const [[name, operand] = [], ...others] = Object.entries(rule as Record<string, unknown>);
  if (name === undefined || others.length > 0) throw invalidPattern("a rule", "an object with one operator", rule);
  const compile = operators.get(name);
  if (compile === undefined) {
    throw invalidPattern("an operator", `one of ${[...operators.keys(), "$or"].join(", ")}`, name);
  }
  return compile(operand);
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

// --- internal ---

const operators: ReadonlyMap<string, (operand: unknown) => CompiledRule> = new Map([
  ["anything-but", anythingBut],
  ["equals-ignore-case", equalsIgnoreCase],
  ["exists", exists],
  ["numeric", numeric],
  ["prefix", (operand: unknown) => affix("prefix", operand, (value, text) => value.startsWith(text))],
  ["suffix", (operand: unknown) => affix("suffix", operand, (value, text) => value.endsWith(text))],
]);

/** Plain values alone; AWS's event rules know more inside it (prefix and others), Lambda's table does not. */
function anythingBut(operand: unknown): Rule {
  const excluded: unknown[] = Array.isArray(operand) ? operand : [operand];
  const isOfOneType = ["string", "number"].some((type) => excluded.every((value) => typeof value === type));
  if (excluded.length === 0 || !isOfOneType) {
    throw invalidPattern("anything-but", "a string, a number, or a list of either", operand);
  }
  return (value) => !excluded.includes(value);
}

function equalsIgnoreCase(operand: unknown): Rule {
  if (typeof operand !== "string") throw invalidPattern("equals-ignore-case", "a string", operand);
  const wanted = operand.toLowerCase();
  return (value) => typeof value === "string" && value.toLowerCase() === wanted;
}

function exists(operand: unknown): CompiledRule {
  if (typeof operand !== "boolean") throw invalidPattern("exists", "true or false", operand);
  return { presence: operand };
}

function affix(name: string, operand: unknown, holds: (value: string, text: string) => boolean): Rule {
  if (typeof operand !== "string") throw invalidPattern(name, "a string", operand);
  return (value) => typeof value === "string" && holds(value, operand);
}

const comparisons: ReadonlyMap<unknown, (value: number, bound: number) => boolean> = new Map([
  ["=", (value: number, bound: number) => value === bound],
  [">", (value: number, bound: number) => value > bound],
  [">=", (value: number, bound: number) => value >= bound],
  ["<", (value: number, bound: number) => value < bound],
  ["<=", (value: number, bound: number) => value <= bound],
]);

/** `[operator, number]`, or a range: lower bound first. */
function numeric(operand: unknown): Rule {
  const terms = Array.isArray(operand) ? (operand as unknown[]) : [];
  const [first, lower, second, upper] = terms;
  const isOne = terms.length === 2;
  const isRange =
    terms.length === 4 &&
    String(first).startsWith(">") &&
    String(second).startsWith("<") &&
    Number(lower) < Number(upper);
  const tests = [
    [first, lower],
    [second, upper],
  ].slice(0, terms.length / 2);
  if (!(isOne || isRange) || !tests.every(([name, bound]) => comparisons.has(name) && typeof bound === "number")) {
    throw invalidPattern("numeric", 'a comparison like ["=", 5] or a range like [">", 0, "<=", 5]', operand);
  }
  return (value) =>
    typeof value === "number" && tests.every(([name, bound]) => comparisons.get(name)?.(value, bound as number));
}
