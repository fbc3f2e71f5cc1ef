import { MASK, type Secrets } from "./secrets.ts";

/** The beginning of a JSON text, with secrets masked. */
export interface MaskedJson {
  /** At least `maxLength` characters where the whole is longer. */
  readonly text: string;
  /** Was the text read to its end? */
  readonly whole: boolean;
  /** Paths of what was masked, for example `payload.card.token`; at most 100. */
  readonly masked: readonly string[];
}

/**
 * Masks secret values in a JSON text, as it is read from left to right: numbers and blanks stay as they were sent, text that
 * is no JSON is searched all the same, and no more is read than is shown.
 *
 * @param maxLength how many characters of the result are of use
 */
export function maskJson(text: string, secrets: Secrets, maxLength: number): MaskedJson {
  const head = text.length > maxLength ? text.slice(0, maxLength + 1) : text;
  if (!mayHoldSecrets(head, secrets)) return { text: head, whole: head === text, masked: [] };
  const scan: Scan = { text, secrets, maxLength, at: 0, path: [] };
  const masked: string[] = [];
  let shown = "";
  let isCut = false;
  while (scan.at < text.length && shown.length <= maxLength) {
    const token = nextToken(scan);
    if (token.masked && masked.length < MAX_PATHS) masked.push(scan.path.join("."));
    isCut ||= token.cut;
    shown += token.piece;
    scan.at = token.end;
  }
  return { text: shown, whole: !isCut && scan.at >= text.length, masked };
}

// --- internal ---

const MAX_PATHS = 100;
const QUOTED_MASK = JSON.stringify(MASK);
/** Blanks, colons, numbers, words, and whatever else is no bracket, comma or text. */
const OTHER = /[^"{}[\],]+/y;
const PRIMITIVE = /[^\s:]/;

const KEY_END = /"\s*:/g;

/** Looks at the keys alone, which is quick; is wrong only in saying yes. */
function mayHoldSecrets(text: string, secrets: Secrets): boolean {
  if (secrets.clean(text) !== text) return true;
  KEY_END.lastIndex = 0;
  for (let end = KEY_END.exec(text); end; end = KEY_END.exec(text)) {
    const key = text.slice(text.lastIndexOf('"', end.index - 1) + 1, end.index);
    // Escapes may hide anything.
    if (key.includes("\\") || secrets.isSecret(key)) return true;
  }
  return false;
}

interface Scan {
  readonly text: string;
  readonly secrets: Secrets;
  readonly maxLength: number;
  at: number;
  /** The key or index that is read in each open object or list. */
  readonly path: (string | number)[];
}

/** What is shown of the text up to `end`. */
interface Token {
  readonly piece: string;
  readonly end: number;
  /** Does it hide something? */
  readonly masked: boolean;
  /** Is it shorter than the text it stands for? */
  readonly cut: boolean;
}

function nextToken(scan: Scan): Token {
  const { text, at, path } = scan;
  const character = text.charAt(at);
  switch (character) {
    case '"':
      return nextString(scan);
    case "{":
    case "[":
      if (isSecret(scan)) return { piece: QUOTED_MASK, end: endOfContainer(text, at), masked: true, cut: false };
      path.push(character === "[" ? 0 : "");
      break;
    case "}":
    case "]":
      path.pop();
      break;
    case ",":
      setKey(scan, typeof path.at(-1) === "number" ? Number(path.at(-1)) + 1 : "");
      break;
    default:
      return nextOther(scan);
  }
  return { piece: character, end: at + 1, masked: false, cut: false };
}

/** A text before a colon is a key. */
function nextString(scan: Scan): Token {
  const { text, at, secrets, maxLength } = scan;
  const end = endOfString(text, at);
  if (/^\s*:/.test(text.slice(end, end + 16))) {
    setKey(scan, unquote(text.slice(at, end)));
    return { piece: text.slice(at, end), end, masked: false, cut: false };
  }
  if (isSecret(scan)) return { piece: QUOTED_MASK, end, masked: true, cut: false };
  const shown = text.slice(at, Math.min(end, at + maxLength + 1));
  const clean = secrets.clean(shown);
  return { piece: clean, end, masked: clean !== shown, cut: shown.length < end - at };
}

function nextOther(scan: Scan): Token {
  const { text, at, maxLength } = scan;
  OTHER.lastIndex = at;
  const other = OTHER.exec(text)?.[0] ?? text.charAt(at);
  const end = at + other.length;
  if (isSecret(scan) && PRIMITIVE.test(other) && !/^[\s:]*null\s*$/.test(other)) {
    return { piece: `${/^[\s:]*/.exec(other)?.[0] ?? ""}${QUOTED_MASK}`, end, masked: true, cut: false };
  }
  return { piece: other.slice(0, maxLength + 1), end, masked: false, cut: other.length > maxLength + 1 };
}

/** Does a value that begins here belong to a secret field? */
function isSecret({ path, secrets }: Scan): boolean {
  const key = path.at(-1);
  return typeof key === "string" && key !== "" && secrets.isSecret(key);
}

function setKey({ path }: Scan, key: string | number): void {
  path[Math.max(0, path.length - 1)] = key;
}

function unquote(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** Behind the closing quote, or the text's end where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charAt(end - 1 - backslashes) === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** Behind the closing bracket, or the text's end where there is none. */
function endOfContainer(text: string, start: number): number {
  let depth = 0;
  const bracket = /["{}[\]]/g;
  bracket.lastIndex = start;
  for (let found = bracket.exec(text); found; found = bracket.exec(text)) {
    if (found[0] === '"') bracket.lastIndex = endOfString(text, found.index);
    else depth += found[0] === "{" || found[0] === "[" ? 1 : -1;
    if (depth === 0) return bracket.lastIndex;
  }
  return text.length;
}
