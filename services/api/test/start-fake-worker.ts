import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the API's tests look at in a delivered record. */
interface DeliveredRecord {
  readonly messageId: string;
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, { readonly stringValue: string }>>;
}

/** A worker that takes deliveries and keeps them, over real HTTP. */
export async function startFakeWorker() {
  const records: DeliveredRecord[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (request.method === "POST") records.push(...(JSON.parse(body) as { Records: DeliveredRecord[] }).Records);
      response.writeHead(request.method === "POST" ? 201 : 200).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    bodies: () => records.map(({ body }) => JSON.parse(body) as { type: string; payload: Record<string, unknown> }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
