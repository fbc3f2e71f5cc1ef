import type { IncomingHttpHeaders } from "node:http";

/** Why a request is refused. */
export interface Refusal {
  readonly status: 403;
  /** What was expected, what was found, and the remedy. */
  readonly detail: string;
}

/** Judges a request by its headers; undefined lets it pass. */
export type Guard = (request: { readonly headers: IncomingHttpHeaders }) => Refusal | undefined;

/** Options of {@link createGuard}. */
export interface GuardOptions {
  /** Further host names that are the stack's own (`LETSGO_ALLOWED_HOSTS`). @default [] */
  readonly allowedHosts?: readonly string[];
}

/**
 * A guard against web pages elsewhere and rebound names (DNS rebinding, cross-site requests). It refuses every request,
 * reads included, whose Host's name is not one of the stack's, and every request with an Origin that is not `http://` plus
 * the request's own Host. So free ports need no setting; proxies must pass Host through. No Origin at all is accepted:
 * programs send none, and LetsGo's own client sends no content type either.
 */
export function createGuard({ allowedHosts = [] }: GuardOptions = {}): Guard {
  const names = new Set([...ownNames, ...allowedHosts.map((name) => name.toLowerCase())]);
  return ({ headers: { host, origin } }) => {
    const name = hostNameOf(host);
    if (name === undefined || !names.has(name)) {
      return refusal(
        `Expected the Host header to name this machine, got "${host ?? ""}". If the name is yours, add it to LETSGO_ALLOWED_HOSTS.`,
      );
    }
    if (origin !== undefined && origin.toLowerCase() !== `http://${host}`.toLowerCase()) {
      return refusal(
        `Expected the Origin header to be http://${host}, got "${origin}". Another page may not call this.`,
      );
    }
    return undefined;
  };
}

// --- internal ---

/** Loopback, and the names of the compose services. */
const ownNames = ["localhost", "127.0.0.1", "[::1]", "web", "api", "worker", "console"];

function hostNameOf(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.exec(host ?? "")?.[1]?.toLowerCase();
}

function refusal(detail: string): Refusal {
  return { status: 403, detail };
}
