import { invalidPattern } from "./invalid-pattern.ts";
import { compileRule, isScalar, type Rule, type Scalar } from "./rules.ts";

/** Whether a part of a JSON document satisfies a part of a pattern; `root` is the whole document. */
export type Test = (part: unknown, root: unknown) => boolean;

/**
 * Compiles an object of a pattern: all its fields must be satisfied (and), a field's list by one of its rules (or), `$or`
 * by one of its alternatives. In an array of objects one and the same element must satisfy them all.
 *
 * @param path Of the object within the document.
 * @throws {InvalidParameterValueError} What Lambda's filter syntax does not know.
 */
export function compileFields(fields: object, path: readonly string[] = []): Test {
  const entries = Object.entries(fields as Record<string, unknown>);
  if (entries.length === 0) throw invalidPattern(nameOf(path), "an object with fields", fields);
  const tests = entries.map(([key, pattern]) =>
    key === "$or"
      ? compileOr(pattern, (alternative) => compileFields(alternative, path))
      : compileField(key, pattern, [...path, key]),
  );
  return (part, root) => elementsOf(part).some((element) => tests.every((test) => test(element, root)));
}

/** A list of at least two alternatives, of which one must be satisfied. */
export function compileOr(alternatives: unknown, compile: (alternative: object) => Test): Test {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isPlainObject)) {
    throw invalidPattern("$or", "a list of at least two objects", alternatives);
  }
  const tests = alternatives.map((alternative) => compile(alternative));
  return (part, root) => tests.some((test) => test(part, root));
}

/** A field's list of rules, of which one must hold for one of the field's values. */
export function compileLeaf(rules: readonly unknown[], path: readonly string[]): Test {
  if (rules.length === 0) throw invalidPattern(nameOf(path), "a list with at least one rule", rules);
  const compiled = rules.map(compileRule);
  const tests = compiled.filter((rule): rule is Rule => typeof rule === "function");
  const presences = compiled.flatMap((rule) => (typeof rule === "function" ? [] : [rule.presence]));
  return (part, root) => {
    const values = scalarsOf(part);
    if (values.some((value) => tests.some((test) => test(value)))) return true;
    if (values.length > 0 && presences.includes(true)) return true;
    return presences.includes(false) && scalarsAt(root, path).length === 0;
  };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// --- internal ---

function compileField(key: string, pattern: unknown, path: readonly string[]): Test {
  const test = isPlainObject(pattern) ? compileFields(pattern, path) : undefined;
  const leaf = Array.isArray(pattern) ? compileLeaf(pattern, path) : undefined;
  const either = test ?? leaf;
  if (either === undefined) throw invalidPattern(nameOf(path), "a list of rules or an object", pattern);
  return (part, root) => either(fieldOf(part, key), root);
}

function fieldOf(part: unknown, key: string): unknown {
  return isPlainObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
}

/** Absent is one element too: `exists: false` may hold below it. */
function elementsOf(part: unknown): unknown[] {
  if (!Array.isArray(part)) return [part];
  return part.length === 0 ? [undefined] : part.flat(Number.POSITIVE_INFINITY);
}

/** Only leaves count: a field that holds an object, or an empty list, does not exist for a rule. */
function scalarsOf(part: unknown): Scalar[] {
  const values: unknown[] = Array.isArray(part) ? part.flat(Number.POSITIVE_INFINITY) : [part];
  return values.filter(isScalar);
}

function scalarsAt(root: unknown, path: readonly string[]): Scalar[] {
  const parts = path.reduce<unknown[]>(
    (found, key) => found.flatMap(elementsOf).map((part) => fieldOf(part, key)),
    [root],
  );
  return parts.flatMap(scalarsOf);
}

function nameOf(path: readonly string[]): string {
  return path.length === 0 ? "a pattern" : `the pattern of ${path.join(".")}`;
}
