import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ShippedBatch, ShippedEvent } from "../src/shipped.ts";

/** Takes batches as the console does: each event of a process once, by its number. */
export async function startConsole(
  options: { port?: number; answer?: (response: ServerResponse, count: number) => boolean } = {},
) {
  const batches: ShippedBatch[] = [];
  const events: ShippedEvent[] = [];
  const paths = new Set<string | undefined>();
  const highest = new Map<string, number>();
  const waiting = new Set<() => void>();
  const take = (batch: ShippedBatch) => {
    const seen = highest.get(batch.process.id) ?? 0;
    events.push(...batch.events.filter(({ sequence }) => sequence > seen));
    highest.set(batch.process.id, batch.events.at(-1)?.sequence ?? seen);
  };
  const server = createServer(async (request, response) => {
    const batch = JSON.parse(Buffer.concat(await request.toArray()).toString()) as ShippedBatch;
    paths.add(`${request.method} ${request.url} ${request.headers["content-type"]}`);
    batches.push(batch);
    if (options.answer?.(response, batches.length) !== false) {
      take(batch);
      if (!response.writableEnded) response.writeHead(204).end();
    }
    for (const look of waiting) look();
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    batches,
    events,
    paths,
    /** Resolves once what was taken satisfies `matches`. */
    async until(matches: () => boolean): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => matches() && resolve();
      waiting.add(look);
      look();
      await promise;
      waiting.delete(look);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
