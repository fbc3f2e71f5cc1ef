import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ShippedBatch, ShippedEvent } from "@letsgo/activity/shipped";

/** Takes what API and worker tell the console, each event once, and may go away and come back. */
export interface EventsReceiver extends AsyncDisposable {
  readonly url: string;
  /** Everything taken so far, in the order of its coming. */
  readonly events: ShippedEvent[];
  /** How much each process could not tell, as it said last. */
  readonly dropped: Map<string, number>;
  /** Refuses connections from now on. */
  leave(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
}

export async function startEventsReceiver(): Promise<EventsReceiver> {
  const events: ShippedEvent[] = [];
  const dropped = new Map<string, number>();
  const highest = new Map<string, number>();
  const listener = createServer(async (request, response) => {
    const batch = JSON.parse(Buffer.concat(await request.toArray()).toString()) as ShippedBatch;
    const { id } = batch.process;
    events.push(...batch.events.filter(({ sequence }) => sequence > (highest.get(id) ?? 0)));
    highest.set(id, batch.events.at(-1)?.sequence ?? 0);
    dropped.set(id, batch.dropped.total);
    response.writeHead(204).end();
  });
  const listen = async (port: number) => {
    listener.listen(port, "127.0.0.1");
    await once(listener, "listening");
  };
  const leave = async () => {
    if (!listener.listening) return;
    listener.close();
    listener.closeAllConnections();
    await once(listener, "close");
  };
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  const comeBack = () => listen(port);
  return { url: `http://127.0.0.1:${port}`, events, dropped, leave, comeBack, [Symbol.asyncDispose]: leave };
}
