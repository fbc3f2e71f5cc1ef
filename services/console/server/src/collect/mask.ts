/** Text whose secret values are masked. */
interface Masked {
  readonly text: string;
  /** Paths of the masked fields, for example `payload.card.token`. */
  readonly paths: readonly string[];
}

/** Masks by the names of fields; what is cut or no JSON is searched for fields, too. */
export type Mask = (text: string) => Masked;

/** What stands where a secret was. */
export const MASK = "[masked]";

/**
 * Makes a mask. A field is secret where its name, without case, hyphens and underscores, is one of the names or ends in one:
 * `accessToken` and `X-Api-Key` are. So is a text that looks like one of Stripe's keys.
 *
 * @param names further names (LETSGO_CONSOLE_MASK)
 */
export function createMask(names: readonly string[] = []): Mask {
  const secrets = [...ownNames, ...names].map(toComparable).filter((name) => name !== "");
  const isSecret = (name: string) => {
    const comparable = toComparable(name);
    return secrets.some((secret) => comparable.endsWith(secret));
  };
  return (text) => maskJson(text, isSecret) ?? maskText(text, isSecret);
}

/** Masks the values of attributes with secret names. */
export function maskAttributes(attributes: Readonly<Record<string, string>>, mask: Mask): Record<string, string> {
  return JSON.parse(mask(JSON.stringify(attributes)).text) as Record<string, string>;
}

// --- internal ---

type IsSecret = (name: string) => boolean;

const ownNames = [
  "authorization",
  "cookie",
  "password",
  "passwd",
  "passphrase",
  "secret",
  "token",
  "apiKey",
  "accessKey",
  "privateKey",
  "secretKey",
  "credential",
  "credentials",
  "signature",
];

const STRIPE_KEY = /\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}/g;

function toComparable(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

function maskJson(text: string, isSecret: IsSecret): Masked | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const paths: string[] = [];
  const masked = maskValue(parsed, "", { isSecret, paths });
  return paths.length === 0 ? { text, paths } : { text: JSON.stringify(masked), paths };
}

function maskValue(value: unknown, path: string, found: { isSecret: IsSecret; paths: string[] }): unknown {
  if (typeof value === "string") {
    const clean = value.replaceAll(STRIPE_KEY, MASK);
    if (clean !== value) found.paths.push(path);
    return clean;
  }
  if (Array.isArray(value)) return value.map((each, index) => maskValue(each, join(path, String(index)), found));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => {
    const at = join(path, name);
    if (!found.isSecret(name) || each === null || each === "" || each === MASK)
      return [name, maskValue(each, at, found)];
    found.paths.push(at);
    return [name, MASK];
  });
  // fromEntries defines own properties: a field of the name __proto__ stays a field.
  return Object.fromEntries(entries);
}

/** Cut text: whatever follows the name of a secret field goes, up to its end. */
function maskText(text: string, isSecret: IsSecret): Masked {
  const paths: string[] = [];
  const masked = text
    .replaceAll(
      /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*("|$)|[^",}\]\s]+)/g,
      (whole, name: string, value: string) => {
        if (!isSecret(name) || value === '""' || value === `"${MASK}"` || value === "null") return whole;
        paths.push(name);
        return `${JSON.stringify(name)}:"${MASK}"`;
      },
    )
    .replaceAll(STRIPE_KEY, MASK);
  return { text: masked, paths };
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
