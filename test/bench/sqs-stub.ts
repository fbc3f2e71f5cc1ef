import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** An SQS that only takes messages, as fast as it can: what is measured is the client. */
const handled = workerData as Int32Array;

interface Entry {
  readonly Id?: string;
  readonly MessageBody: string;
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const input = JSON.parse(Buffer.concat(chunks).toString()) as Entry & { Entries?: Entry[] };
  const entries = input.Entries ?? [input];
  Atomics.add(handled, 0, entries.length);
  const answers = entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: randomUUID(),
    MD5OfMessageBody: md5(MessageBody),
  }));
  response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
  response.end(JSON.stringify(input.Entries ? { Successful: answers, Failed: [] } : answers[0]));
});
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
