import { InvalidAttributeError } from "../errors.ts";
import { MAX_ATTRIBUTE_NAME_LENGTH } from "../queue-limits.ts";
import { isPlainObject, wordsOf } from "./check-options.ts";

/** @throws {InvalidAttributeError} where there are too many, or a name or value is not what SQS takes (D26, D29) */
export function checkAttributes(attributes: unknown): ReadonlyArray<readonly [name: string, value: string]> {
  if (attributes === undefined) return [];
  if (!isPlainObject(attributes)) {
    throw new InvalidAttributeError(
      undefined,
      `Expected attributes to be an object of texts, as { source: "shop" }, got ${wordsOf(attributes)}.`,
    );
  }
  const entries = Object.entries(attributes);
  if (entries.length > MAX_CALLER_ATTRIBUTES) {
    throw new InvalidAttributeError(
      undefined,
      `Expected at most ${MAX_CALLER_ATTRIBUTES} attributes, got ${entries.length}. Put the others into the payload.`,
    );
  }
  return entries.map(([name, value]) => [name, checkAttribute(name, value)]);
}

/** @throws {InvalidAttributeError} where the value is not a text that SQS takes (D26) */
export function checkAttributeValue(name: string, value: unknown): string {
  const quoted = JSON.stringify(name);
  if (typeof value !== "string" || value === "") {
    const got = value === "" ? "an empty one" : typeof value;
    throw new InvalidAttributeError(name, `Expected attribute ${quoted} to be a non-empty text, got ${got}`);
  }
  const refused = REFUSED_CHARACTER.exec(value)?.[0];
  if (refused !== undefined) {
    const code = `U+${refused.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    throw new InvalidAttributeError(
      name,
      `Expected attribute ${quoted} to hold characters that SQS takes, got ${code}`,
    );
  }
  return value;
}

// --- internal ---

/** How many attributes a caller may add: SQS takes 10 in all (D28), the envelope needs the rest. */
const MAX_CALLER_ATTRIBUTES = 4;

const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const NAME_RULES =
  `1 to ${MAX_ATTRIBUTE_NAME_LENGTH} letters, digits, hyphens, underscores and dots, ` +
  "with no dot first, last or after another";

/** What SQS refuses in a value; JSON's escapes, which save the body, are not there to save an attribute. */
const REFUSED_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function checkAttribute(name: string, value: unknown): string {
  const quoted = JSON.stringify(name);
  if (name.length > MAX_ATTRIBUTE_NAME_LENGTH || !NAME.test(name)) {
    throw new InvalidAttributeError(name, `Expected attribute name to be ${NAME_RULES}, got ${quoted}`);
  }
  if (/^(aws|amazon)\./i.test(name) || name.startsWith("letsgo.")) {
    throw new InvalidAttributeError(
      name,
      `Expected attribute name not to start with AWS., Amazon. or letsgo., got ${quoted}`,
    );
  }
  return checkAttributeValue(name, value);
}
