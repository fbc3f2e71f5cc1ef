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
  return {
    isSecret(name) {
      const comparable = toComparable(name);
      return secrets.some((secret) => comparable.endsWith(secret));
    },
    clean: (text) => text.replace(STRIPE_KEY, MASK),
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

const STRIPE_KEY = /\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}/g;

function toComparable(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}
