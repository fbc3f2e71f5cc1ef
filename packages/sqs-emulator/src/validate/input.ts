import { invalidValue, missingParameter, SqsError } from "../errors.ts";

/** A call's parameters, or those of one entry of a batch, as they came. */
export type Input = Readonly<Record<string, unknown>>;

/** @throws {SqsError} if it is something other than a text */
export function textOf(input: Input, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw wrongType(name, "a string", value);
}

/** @throws {SqsError} if it is absent or something other than a text */
export function requiredText(input: Input, name: string): string {
  const value = textOf(input, name);
  if (value === undefined || value === "") throw missingParameter(name);
  return value;
}

/** @throws {SqsError} if it is something other than 1 to 128 alphanumeric and punctuation characters (D31) */
export function idOf(input: Input, name: string): string | undefined {
  const id = textOf(input, name);
  if (id === undefined || ID.test(id)) return id;
  throw invalidValue(name, id, `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`);
}

/** @throws {SqsError} if it is something other than a whole number */
export function integerOf(input: Input, name: string): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || Number.isSafeInteger(value)) return value as number | undefined;
  throw wrongType(name, "an integer", value);
}

/** @throws {SqsError} if it is something other than an object of texts */
export function textsOf(input: Input, name: string): ReadonlyMap<string, string> | undefined {
  const map = mapOf(input, name);
  if (map === undefined) return undefined;
  return new Map(Object.keys(map).map((key) => [key, textOf(map, key) ?? ""]));
}

/** @throws {SqsError} if it is something other than an object */
export function mapOf(input: Input, name: string): Input | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw wrongType(name, "an object", value);
}

/** @throws {SqsError} if it is something other than a list of texts */
export function textListOf(input: Input, name: string): readonly string[] | undefined {
  const list = listOf(input, name);
  const wrong = list?.findIndex((each) => typeof each !== "string") ?? -1;
  if (wrong === -1) return list as readonly string[] | undefined;
  throw wrongType(`${name}[${wrong}]`, "a string", list?.[wrong]);
}

/** @throws {SqsError} if it is something other than a list */
export function listOf(input: Input, name: string): readonly unknown[] | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || Array.isArray(value)) return value;
  throw wrongType(name, "a list", value);
}

export function isObject(value: unknown): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of JSON for an error's text: objects and lists by what they are, as they may be nested without end. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value) ?? "none";
  return text.length > MAX_DESCRIBED ? `${text.slice(0, MAX_DESCRIBED)}…` : text;
}

// --- internal ---

/** Characters of a value that an error shows. */
const MAX_DESCRIBED = 100;
const ID = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

function wrongType(name: string, expected: string, value: unknown): SqsError {
  return new SqsError("SerializationException", `Expected ${name} to be ${expected}, got ${described(value)}`);
}
