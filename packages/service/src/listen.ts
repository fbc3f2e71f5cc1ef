import { once } from "node:events";
import type { IncomingMessage, Server, ServerOptions } from "node:http";
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
 * Takes no new connection and resolves when the last request is answered; connections that wait for nothing are closed, and
 * after a second those, too, whose request has still not arrived in whole.
 *
 * @param options.graceMs time that requests under way have, in milliseconds; their connections are then closed. By default
 *   8000, more than a call to the queue may take
 */
export async function stopListening(
  server: Server,
  { graceMs = REQUEST_GRACE_MS }: { graceMs?: number } = {},
): Promise<void> {
  const closed = once(server, "close");
  const begin = performance.now();
  const sweep = () => {
    const lastedMs = performance.now() - begin;
    if (lastedMs >= graceMs) server.closeAllConnections();
    else closeWaiting(server, lastedMs >= ARRIVAL_GRACE_MS);
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
/** A client that is slower is not waited for: it may never end. */
const ARRIVAL_GRACE_MS = 1_000;
const SWEEP_MS = 50;

/** The open connections of each server that listens, each with its requests that are not answered yet. */
const sockets = new WeakMap<Server, Map<Socket, Set<IncomingMessage>>>();

function keepSockets(server: Server): void {
  const open = new Map<Socket, Set<IncomingMessage>>();
  sockets.set(server, open);
  server.on("connection", (socket) => {
    open.set(socket, new Set());
    socket.once("close", () => open.delete(socket));
  });
  server.on("request", (request, response) => {
    const unanswered = open.get(request.socket);
    unanswered?.add(request);
    response.once("close", () => unanswered?.delete(request));
  });
}

/**
 * @param isLate have clients had their time to send the whole of a request?
 */
function closeWaiting(server: Server, isLate: boolean): void {
  server.closeIdleConnections();
  for (const [socket, unanswered] of sockets.get(server) ?? []) {
    // Node does not count a connection as idle that has never asked for anything; browsers open such in advance.
    const isSilent = socket.bytesRead === 0;
    const isUnderWay = [...unanswered].some(({ complete }) => complete);
    if (isSilent || (isLate && !isUnderWay)) socket.destroy();
  }
}
