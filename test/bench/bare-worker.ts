import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** What LetsGo's worker does at the least: takes an SQS event, answers 201, then handles its records. */
const handled = workerData as Int32Array;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const event = JSON.parse(Buffer.concat(chunks).toString()) as { Records: { body: string }[] };
  response.writeHead(201).end();
  for (const record of event.Records) {
    JSON.parse(record.body);
    Atomics.add(handled, 0, 1);
  }
});
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
