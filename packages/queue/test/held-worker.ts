import type { ServerResponse } from "node:http";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { accept, startHttpServer } from "./http-server.ts";

/** A worker that answers only when it is told to, so that a test sees what waits meanwhile. */
export async function startHeldWorker() {
  const held: ServerResponse[] = [];
  let released = false;
  const server = await startHttpServer((response) => (released ? accept(response) : void held.push(response)));
  return {
    url: server.url,
    /** The records of each POST, in order. */
    posts: (): SQSRecord[][] => server.requests.map(({ body }) => (JSON.parse(body) as SQSEvent).Records),
    /** Answers what came and from now on everything at once. */
    release() {
      released = true;
      for (const response of held.splice(0)) accept(response);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
