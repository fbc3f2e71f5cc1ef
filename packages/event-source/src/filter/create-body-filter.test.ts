import { expect, test } from "vitest";
import { InvalidParameterValueError } from "../errors.ts";
import { createBodyFilter } from "./create-body-filter.ts";

/** Whether a body goes to the function under one filter with this pattern of the body. */
function matches(pattern: unknown, body: unknown): boolean {
  return isWanted([{ body: pattern }], typeof body === "string" ? body : JSON.stringify(body));
}

function isWanted(patterns: unknown[], body: string): boolean {
  const filters = patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) }));
  return createBodyFilter({ filters }, 5)?.(body) ?? true;
}

function refusalOf(pattern: unknown): string {
  try {
    createBodyFilter({ filters: [{ pattern: typeof pattern === "string" ? pattern : JSON.stringify(pattern) }] }, 5);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidParameterValueError);
    return (error as Error).message;
  }
  return "none";
}

// The rows of the table "Filter rule syntax" at https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
test.each([
  ["null", { UserID: [null] }, [{ UserID: null }], [{ UserID: "null" }, { UserID: "" }, {}]],
  ["empty", { LastName: [""] }, [{ LastName: "" }], [{ LastName: " " }, { LastName: null }, {}]],
  ["equals", { Name: ["Alice"] }, [{ Name: "Alice" }], [{ Name: "alice" }, { Name: "Alice2" }, { name: "Alice" }]],
  [
    "equals (ignore case)",
    { Name: [{ "equals-ignore-case": "Alice" }] },
    [{ Name: "aLICE" }, { Name: "Alice" }],
    [{ Name: "Alic" }, { Name: 1 }],
  ],
  [
    "and",
    { Location: ["New York"], Day: ["Monday"] },
    [{ Location: "New York", Day: "Monday", more: 1 }],
    [{ Location: "New York", Day: "Tuesday" }, { Location: "New York" }],
  ],
  [
    "or",
    { PaymentType: ["Credit", "Debit"] },
    [{ PaymentType: "Credit" }, { PaymentType: "Debit" }],
    [{ PaymentType: "Cash" }],
  ],
  [
    "or (multiple fields)",
    { $or: [{ Location: ["New York"] }, { Day: ["Monday"] }] },
    [{ Location: "New York", Day: "Friday" }, { Day: "Monday" }],
    [{ Location: "Boston", Day: "Friday" }, {}],
  ],
  [
    "not",
    { Weather: [{ "anything-but": ["Raining"] }] },
    [{ Weather: "Sunny" }, { Weather: 1 }, { Weather: null }],
    [{ Weather: "Raining" }, {}],
  ],
  [
    "numeric (equals)",
    { Price: [{ numeric: ["=", 100] }] },
    [{ Price: 100 }, { Price: 1e2 }],
    [{ Price: "100" }, { Price: 101 }, {}],
  ],
  [
    "numeric (range)",
    { Price: [{ numeric: [">", 10, "<=", 20] }] },
    [{ Price: 10.01 }, { Price: 20 }],
    [{ Price: 10 }, { Price: 20.01 }, { Price: "15" }],
  ],
  ["exists", { ProductName: [{ exists: true }] }, [{ ProductName: "a" }, { ProductName: null }], [{}]],
  ["does not exist", { ProductName: [{ exists: false }] }, [{}, { other: 1 }], [{ ProductName: null }]],
  ["begins with", { Region: [{ prefix: "us-" }] }, [{ Region: "us-east-1" }], [{ Region: "eu-us-1" }, { Region: 1 }]],
  ["ends with", { FileName: [{ suffix: ".png" }] }, [{ FileName: "a.png" }], [{ FileName: "a.png.txt" }, {}]],
])("C25: AWS's table of operators: %s", (_name, pattern, wanted, unwanted) => {
  expect(wanted.map((body) => matches(pattern, body))).toEqual(wanted.map(() => true));
  expect(unwanted.map((body) => matches(pattern, body))).toEqual(unwanted.map(() => false));
});

test("C25: AWS's example for SQS, and several filters are OR-ed", () => {
  const record = (RequestCode: string) =>
    JSON.stringify({ RecordNumber: 1234, TimeStamp: "yyyy-mm-ddThh:mm:ss", RequestCode });
  const patterns = [{ body: { RequestCode: ["BBBB"] } }, { body: { RequestCode: ["CCCC"] } }];

  expect(isWanted(patterns.slice(0, 1), record("BBBB"))).toBe(true);
  expect(isWanted(patterns.slice(0, 1), record("AAAA"))).toBe(false);
  expect(isWanted(patterns, record("CCCC"))).toBe(true);
  expect(isWanted(patterns, record("DDDD"))).toBe(false);
  expect(isWanted([], record("DDDD"))).toBe(true);
});

test.each([
  ["numeric", { p: [{ numeric: ["<", 5] }] }, { p: 4.99 }, { p: 5 }],
  ["numeric", { p: [{ numeric: [">=", -5] }] }, { p: -5 }, { p: -6 }],
  ["anything-but one number", { p: [{ "anything-but": 5 }] }, { p: 6 }, { p: 5 }],
  ["anything-but numbers", { p: [{ "anything-but": [5, 6] }] }, { p: "5" }, { p: 6 }],
  ["booleans and numbers", { p: [true, 3] }, { p: true }, { p: "true" }],
  ["several rules of a field", { p: [{ prefix: "a" }, { suffix: "z" }, null] }, { p: "bz" }, { p: "b" }],
  ["nested fields", { a: { b: { c: ["x"] } } }, { a: { b: { c: "x" } } }, { a: { c: "x" } }],
  ["$or beside a field", { a: [1], $or: [{ b: [1] }, { c: [1] }] }, { a: 1, c: 1 }, { a: 2, c: 1 }],
  ["$or within a field", { a: { $or: [{ b: [1] }, { c: [1] }] } }, { a: { c: 1 } }, { c: 1 }],
  ["exists beside a value", { a: [{ exists: false }, "1"] }, { a: "1" }, { a: "2" }],
  ["what every object inherits", { constructor: [{ exists: true }] }, { constructor: 1 }, {}],
])("C25: %s: %j", (_name, pattern, wanted, unwanted) => {
  expect(matches(pattern, wanted)).toBe(true);
  expect(matches(pattern, unwanted)).toBe(false);
});

// As AWS's event rules do it, which Lambda's filters are made of: https://github.com/aws/event-ruler
test("C25: a list in the message matches by one of its values", () => {
  expect(matches({ tags: ["b"] }, { tags: ["a", "b"] })).toBe(true);
  expect(matches({ tags: ["c"] }, { tags: ["a", "b"] })).toBe(false);
  expect(matches({ tags: [{ "anything-but": "a" }] }, { tags: ["a", "b"] })).toBe(true);
  expect(matches({ tags: [{ "anything-but": "a" }] }, { tags: ["a"] })).toBe(false);
});

test("C25: in a list of objects one and the same object must match all fields", () => {
  const pattern = { lines: { sku: ["x"], count: [{ numeric: [">", 1] }] } };

  expect(matches(pattern, { lines: [{ sku: "y" }, { sku: "x", count: 2 }] })).toBe(true);
  expect(
    matches(pattern, {
      lines: [
        { sku: "x", count: 1 },
        { sku: "y", count: 2 },
      ],
    }),
  ).toBe(false);
  expect(matches({ sku: ["x"] }, [{ sku: "y" }, { sku: "x" }])).toBe(true);
});

test("C25: exists is about leaves: an object or an empty list is none", () => {
  expect(matches({ a: [{ exists: false }] }, { a: { b: 1 } })).toBe(true);
  expect(matches({ a: [{ exists: true }] }, { a: { b: 1 } })).toBe(false);
  expect(matches({ a: [{ exists: true }] }, { a: [] })).toBe(false);
  expect(matches({ a: { b: [{ exists: false }] } }, {})).toBe(true);
  expect(matches({ a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 1 }] })).toBe(false);
});

test("C26: plain text matches a list of rules, and never an object", () => {
  expect(matches(["hello", { prefix: "order " }], "order 7")).toBe(true);
  expect(matches(["hello"], "hello world")).toBe(false);
  expect(matches({ a: [{ exists: false }] }, "hello")).toBe(false);
});

test("C26: JSON matches an object, and never a list of rules", () => {
  expect(matches([{ exists: true }], '{"a":1}')).toBe(false);
  expect(matches([{ exists: false }], '{"a":1}')).toBe(false);
  expect(matches([{ prefix: "[" }], "[1]")).toBe(false);
  expect(matches(["42"], "42")).toBe(true); // neither object nor list, so text
});

test.each([
  ["wildcard", { a: [{ wildcard: "a*" }] }],
  ["cidr", { a: [{ cidr: "10.0.0.0/8" }] }],
  ["'PREFIX'", { a: [{ PREFIX: "a" }] }],
  ["anything-but", { a: [{ "anything-but": { prefix: "a" } }] }],
  ["anything-but", { a: [{ "anything-but": [] }] }],
  ["anything-but", { a: [{ "anything-but": ["a", 1] }] }],
  ["anything-but", { a: [{ "anything-but": [null] }] }],
  ["prefix", { a: [{ prefix: { "equals-ignore-case": "a" } }] }],
  ["suffix", { a: [{ suffix: 1 }] }],
  ["equals-ignore-case", { a: [{ "equals-ignore-case": ["a"] }] }],
  ["exists", { a: [{ exists: "true" }] }],
  ["numeric", { a: [{ numeric: ["!=", 1] }] }],
  ["numeric", { a: [{ numeric: ["=", "1"] }] }],
  ["numeric", { a: [{ numeric: [">", 5, "<", 5] }] }],
  ["numeric", { a: [{ numeric: ["<", 5, ">", 1] }] }],
  ["numeric", { a: [{ numeric: [">", 1, "<", 5, "<", 6] }] }],
  ["numeric", { a: [{ numeric: [] }] }],
  ["numeric", { a: [{ numeric: 5 }] }],
  ["one operator", { a: [{ prefix: "a", suffix: "b" }] }],
  ["one operator", { a: [{}] }],
  ["a rule", { a: [["b"]] }],
  ["the pattern of a", { a: [] }],
  ["the pattern of a", { a: "b" }],
  ["the pattern of a.b", { a: { b: {} } }],
  ["$or", { $or: [{ a: [1] }] }],
  ["$or", { $or: { a: [1] } }],
  ["$or", { $or: ["a", "b"] }],
])("C25: refused at creation, by name: %s in %j", (name, pattern) => {
  const refusal = refusalOf({ body: pattern });

  expect(refusal).toMatch(/^Invalid filter pattern definition\. Expected /);
  expect(refusal).toContain(name);
});

test.each([
  ["about body", { eventSource: ["aws:sqs"] }],
  ["about body", {}],
  ["the pattern of body", { body: "a" }],
  ["$or", { $or: [{ body: ["a"] }] }],
  ["JSON", "simple string"],
  ["a JSON object", "[]"],
  ["4096", { body: ["a".repeat(4_096)] }],
])("C25: a pattern that is not %s is refused", (name, pattern) => {
  expect(refusalOf(pattern)).toContain(name);
});

test("C25: $or around body, and criteria spelt as AWS's command line does", () => {
  const filters = [{ Pattern: "{}" }];

  expect(isWanted([{ $or: [{ body: ["a"] }, { body: { a: [1] } }] }], '{"a":1}')).toBe(true);
  expect(() => createBodyFilter({ Filters: filters } as object, 5)).toThrow("{ filters: [{ pattern }] }");
  expect(() => createBodyFilter({ filters } as object, 5)).toThrow("a filter's pattern to be a string of JSON");
});
