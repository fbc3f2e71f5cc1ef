import type { IncomingMessage } from "node:http";

/** Why a request is refused. */
export interface Refusal {
  /** 400: the request itself is ambiguous. 403: it names another place than this one. */
  readonly status: 400 | 403;
  /** What was expected, what was found, and the remedy. */
  readonly detail: string;
}

/** What a guard looks at; requests of `node:http` and of Express, before anything was mounted, have it all. */
export type GuardedRequest = Pick<IncomingMessage, "headers" | "rawHeaders" | "url">;

/** Judges a request by its target and headers; undefined lets it pass. */
export type Guard = (request: GuardedRequest) => Refusal | undefined;

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
 *
 * A request that names two hosts is refused whatever they are: one with several Host headers, of which Node shows only the
 * first, or with a target in absolute form (`GET http://name/ HTTP/1.1`), which names a host beside the header's. Another
 * program on the way might go by the other one.
 */
export function createGuard({ allowedHosts = [] }: GuardOptions = {}): Guard {
  const names = new Set([...ownNames, ...allowedHosts.map((name) => name.toLowerCase())]);
  return ({ headers: { host, origin }, rawHeaders, url = "" }) => {
    if (!url.startsWith("/")) {
      return refusal(
        400,
        `Expected the request target to be a path, got "${url}". Send the host in the Host header only.`,
      );
    }
    const hosts = countHosts(rawHeaders);
    if (hosts > 1) return refusal(400, `Expected one Host header, got ${hosts}. Send one.`);
    const name = hostNameOf(host);
    if (name === undefined || !names.has(name)) {
      return refusal(
        403,
        `Expected the Host header to name this machine, got "${host ?? ""}". If the name is yours, add it to LETSGO_ALLOWED_HOSTS.`,
      );
    }
    if (origin !== undefined && origin.toLowerCase() !== `http://${host}`.toLowerCase()) {
      return refusal(
        403,
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

/** Node keeps only the first of them in `headers`. */
function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
}

function refusal(status: Refusal["status"], detail: string): Refusal {
  return { status, detail };
}
