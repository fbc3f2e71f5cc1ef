import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came, body included. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The client's port: equal where a connection was kept. */
  readonly remotePort: number | undefined;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: ReceivedRequest[];
  readonly server: Server;
}

/** A real HTTP server that keeps what it was sent; `answer` decides the rest. */
export async function startHttpServer(
  answer: (response: ServerResponse, request: ReceivedRequest, count: number) => void,
  { port = 0 }: { port?: number } = {},
): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
      remotePort: incoming.socket.remotePort,
    };
    requests.push(request);
    answer(response, request, requests.length);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers 201 with nothing, as a worker that has accepted an event. */
export function accept(response: ServerResponse): void {
  response.writeHead(201).end();
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  await using server = await startHttpServer(accept);
  return server.port;
}
