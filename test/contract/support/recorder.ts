import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint that keeps the bodies that it is sent and takes none of them. */
export interface Recorder extends AsyncDisposable {
  readonly url: string;
  /** What has been sent so far, parsed. */
  readonly sent: readonly unknown[];
}

/** Stands where a worker (direct mode) or SQS (queued mode) would; its answer is a final refusal of either. */
export async function startRecorder(): Promise<Recorder> {
  const sent: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    sent.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: "com.amazonaws.sqs#InvalidParameterValue", message: "recorded" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** All values of this name in a parsed body, however deep. */
export function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === name ? [inner] : valuesOf(name, inner)));
}
