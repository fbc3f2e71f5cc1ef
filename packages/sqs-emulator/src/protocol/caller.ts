import type { IncomingHttpHeaders } from "node:http";

/** Whose call it is, as far as queues are apart by it. */
export interface Caller {
  readonly region: string;
  readonly accountId: string;
}

/** The account of everyone whose access key is not an account's number. */
const DEFAULT_ACCOUNT = "000000000000";

/**
 * Reads the credentials' scope; signatures are not checked. An access key of twelve digits is an account, so that tests
 * can have several.
 */
export function callerOf({ authorization }: IncomingHttpHeaders, defaultRegion: string): Caller {
  const [, key = "", region = defaultRegion] = CREDENTIAL.exec(authorization ?? "") ?? [];
  return { region, accountId: /^\d{12}$/.test(key) ? key : DEFAULT_ACCOUNT };
}

// --- internal ---

const CREDENTIAL = /Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\//;
