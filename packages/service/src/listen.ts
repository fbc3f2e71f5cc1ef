import { once } from "node:events";
import type { Server, ServerOptions } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What every service's server is created with. */
export const serverOptions = {
  // Clients and proxies keep connections in a pool; the server must not be the first to close one.
  keepAliveTimeout: 65_000,
  // A whole request is under way for no longer than this; a connection that asks for nothing is closed sooner.
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
} satisfies ServerOptions;

/** Listens and resolves with the address, once requests can come. Rejects where the port is taken. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  keepSockets(server);
  server.listen(port, host);
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
}

/**
 * Takes no new connection and resolves when the last request is answered; connections that wait for nothing are closed.
 *
 * @param options.graceMs time that requests under way have, in milliseconds; their connections are then closed. By default
 *   8000, more than a call to the queue may take
 */
export async function stopListening(
  server: Server,
  { graceMs = REQUEST_GRACE_MS }: { graceMs?: number } = {},
): Promise<void> {
  const closed = once(server, "close");
  const deadline = performance.now() + graceMs;
  const sweep = () => {
    if (performance.now() >= deadline) server.closeAllConnections();
    else closeWaiting(server);
  };
  server.close();
  sweep();
  // Node closes what is idle now; a connection that falls idle later would stay until its keep-alive ends.
  const sweeping = setInterval(sweep, SWEEP_MS);
  await closed;
  clearInterval(sweeping);
}

// --- internal ---

const REQUEST_GRACE_MS = 8_000;
const SWEEP_MS = 50;

/** The open connections of each server that listens. */
const sockets = new WeakMap<Server, Set<Socket>>();

function keepSockets(server: Server): void {
  const open = new Set<Socket>();
  sockets.set(server, open);
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/** Node does not count a connection as idle that has never asked for anything; browsers open such in advance. */
function closeWaiting(server: Server): void {
  server.closeIdleConnections();
  for (const socket of sockets.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
}
