import type { IncomingHttpHeaders } from "node:http";

/** Why a request is refused; undefined lets it pass. */
export type Guard = (headers: IncomingHttpHeaders) => string | undefined;

/**
 * A guard against web pages: one that may not call this machine's ports (cross-site requests, which have an Origin), and
 * one whose name has been made to point here (DNS rebinding, whose Host is its own). Programs have neither.
 *
 * @param options.host the address that is listened on
 * @param options.allowedHosts further names that are this machine's
 */
export function createGuard({ host, allowedHosts }: { host: string; allowedHosts: readonly string[] }): Guard {
  const names = new Set([...ownNames, host, ...allowedHosts].map((name) => name.toLowerCase()));
  // Whoever listens on the network is called by addresses; no page's name is one.
  const takesAddresses = !ownNames.includes(host);
  const known = new Set<string>();
  return ({ host: header = "", origin }) => {
    if (origin !== undefined) return `Expected a request of a program, got one of the web page ${origin}.`;
    if (known.has(header)) return undefined;
    const name = /^(\[[0-9a-f:]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(header)?.[1]?.toLowerCase();
    if (name === undefined || !isOwn(name)) {
      return `Expected the Host header to name this machine, got "${header}". If the name is yours, allow it (allowedHosts, --allowed-host).`;
    }
    if (known.size < MAX_KNOWN) known.add(header);
    return undefined;
  };

  function isOwn(name: string): boolean {
    if (names.has(name) || ownSuffixes.some((suffix) => name.endsWith(suffix))) return true;
    return takesAddresses && /^(\[.*\]|\d+\.\d+\.\d+\.\d+)$/.test(name);
  }
}

// --- internal ---

const ownNames = [
  ...["localhost", "127.0.0.1", "[::1]", "::1"],
  ...["host.docker.internal", "localhost.localstack.cloud"],
];
const ownSuffixes = [".localhost", ".localhost.localstack.cloud"];
/** Headers that passed are remembered, up to so many. */
const MAX_KNOWN = 100;
