/** What stands where a secret was. */
export const MASK = "[masked]";

/** Says which fields and which texts are secret. */
export interface Secrets {
  /** Is the value of a field of this name secret? */
  isSecret(name: string): boolean;
  /** The text with what looks like one of Stripe's keys masked. */
  clean(text: string): string;
}

/**
 * A field is secret where its name, without case, hyphens and underscores, is one of the names or ends in one:
 * `accessToken` and `X-Api-Key` are.
 *
 * @param names further names
 */
export function createSecrets(names: readonly string[] = []): Secrets {
  const secrets = [...ownNames, ...names].map(toComparable).filter((name) => name !== "");
  const known = new Map<string, boolean>();
  const judge = (name: string) => {
    const comparable = toComparable(name);
    return secrets.some((secret) => comparable.endsWith(secret));
  };
  return {
    isSecret(name) {
      const found = known.get(name);
      if (found !== undefined) return found;
      if (known.size >= MAX_KNOWN) known.clear();
      const secret = judge(name);
      known.set(name, secret);
      return secret;
    },
    clean: (text) => (STRIPE_PREFIXES.some((prefix) => text.includes(prefix)) ? text.replace(STRIPE_KEY, MASK) : text),
  };
}

// --- internal ---

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
  "webhookKey",
  "credential",
  "credentials",
  "signature",
];

/** The same few names come again and again, some thousand times a second. */
const MAX_KNOWN = 1000;

const STRIPE_PREFIXES = ["sk_", "rk_", "whsec_"];
const STRIPE_KEY = /\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}/g;

function toComparable(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}
