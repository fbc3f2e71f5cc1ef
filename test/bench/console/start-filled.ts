import { createShipper } from "../../../services/console/server/test/shipper.ts";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";
import { tellAccepted, tellSucceeded } from "../../browser/console/tell-history.ts";

/** The console with so many messages that have succeeded, told through its endpoint as shippers do. */
export async function startFilledConsole(uiFolder: string, count: number) {
  await using started = new AsyncDisposableStack();
  const running = started.use(await startConsole(started.use(makeFolder()).folder, {}, uiFolder));
  const startedAt = Date.now() - count * 10;
  for (let from = 0; from < count; from += MESSAGES_AT_ONCE) {
    const shipper = createShipper("worker");
    for (let index = from; index < Math.min(count, from + MESSAGES_AT_ONCE); index++) {
      const messageId = `${index.toString(16).padStart(8, "0")}-1111-4111-8111-111111111111`;
      const life = { messageId, type: types[index % types.length] ?? "order:new", at: startedAt + index * 10 };
      tellAccepted(shipper.tell, { ...life, payload: { orderId: `${index}`, customerId: `c-${index % 97}` } });
      tellSucceeded(shipper.tell, life);
    }
    const { status } = await running.post("/v1/events", shipper.batch(0, shipper.count));
    if (status !== 202) throw new Error(`Expected the events to be taken, got ${status}`);
  }
  const resources = started.move();
  return { url: running.url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

export type FilledConsole = Awaited<ReturnType<typeof startFilledConsole>>;

// --- internal ---

/** Five events each, and a batch holds 500. */
const MESSAGES_AT_ONCE = 100;
const types = ["order:new", "letsgo:contact", "letsgo:stripe", "letsgo:tenant:new", "invoice:send"];
