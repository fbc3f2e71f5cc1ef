import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens and resolves with the address, once requests can come. Rejects where the port is taken. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  server.listen(port, host);
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
}

/**
 * Takes no new connection and resolves when the last request is answered; idle kept-alive connections are closed.
 *
 * @param options.graceMs time that running requests have, in milliseconds; their connections are then closed.
 *   @default Infinity
 */
export async function stopListening(
  server: Server,
  { graceMs = Number.POSITIVE_INFINITY }: { graceMs?: number } = {},
): Promise<void> {
  const closed = once(server, "close");
  const deadline = performance.now() + graceMs;
  server.close();
  // Node closes what is idle now; a connection that falls idle later would stay until its keep-alive ends.
  const sweep = setInterval(() => {
    if (performance.now() < deadline) server.closeIdleConnections();
    else server.closeAllConnections();
  }, SWEEP_MS);
  await closed;
  clearInterval(sweep);
}

// --- internal ---

const SWEEP_MS = 50;
