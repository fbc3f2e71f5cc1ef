import { request } from "node:http";
import { queueSettingsOf } from "@letsgo/config";
import { createProducer } from "@letsgo/queue";
import type { Rivals } from "./compare.ts";
import { createSettled, serve } from "./serve.ts";

/** Direct mode against `http.request` with Node's default agent, one record a POST, to one and the same bare worker. */
export async function createDirectRivals(): Promise<Rivals & AsyncDisposable> {
  const server = await serve(new URL("./bare-worker.ts", import.meta.url));
  const producer = createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: server.url }) });
  let sent = 0;
  return {
    ours(index) {
      sent += 1;
      return producer.enqueue(orderOf(index));
    },
    theirs(index) {
      sent += 1;
      return post(server.url, JSON.stringify({ Records: [toRecord(JSON.stringify(orderOf(index)))] }));
    },
    settled: createSettled(server, () => sent),
    async [Symbol.asyncDispose]() {
      await producer.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

export function orderOf(index: number) {
  return { type: "order:new", payload: { orderId: `order-${index}`, customerId: "456" } } as const;
}

// --- internal ---

/** As LetsGo's client makes it. */
function toRecord(body: string) {
  return {
    messageId: Math.random().toString(),
    receiptHandle: "",
    body,
    attributes: { ApproximateReceiveCount: "1", SentTimestamp: `${Date.now()}`, SenderId: "letsgo:local" },
    messageAttributes: {},
    md5OfBody: "{md5}",
    eventSource: "letsgo:local",
    eventSourceARN: "",
    awsRegion: "us-west-2",
  };
}

function post(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    request(url, { method: "POST", headers }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end(body);
  });
}
