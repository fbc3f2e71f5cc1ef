import { createServer } from "node:http";
import { type Environment, modeOf, queueSettingsOf } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { createProducer, type Producer } from "@letsgo/queue";
import { listen } from "@letsgo/service";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import type { Reachability } from "../src/health/reachability.ts";

/** What a test may put in place of a part. */
export interface ApiParts {
  readonly environment?: Environment;
  readonly enqueue?: Producer["enqueue"];
  readonly queueReachability?: Reachability;
  readonly workerReachability?: Reachability;
}

/** The API on a free port, sending directly to `workerUrl`; its log lines are kept. */
export async function startApi(workerUrl: string, parts: ApiParts = {}) {
  const environment = { LETSGO_LOCAL_QUEUE_URL: workerUrl, ...parts.environment };
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({ service: "api", destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const producer = createProducer({ settings: queueSettingsOf(environment) });
  const app = createApp({
    config: readConfig(environment),
    logger,
    mode: () => modeOf(environment),
    enqueue: producer.enqueue,
    queueReachability: async () => "ok",
    ...parts,
  });
  const server = createServer(app);
  const url = await listen(server, { host: "127.0.0.1", port: 0 });
  return {
    url,
    lines,
    post: (path: string, body: string | Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}) =>
      fetch(url + path, { method: "POST", body, headers }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await producer.close();
    },
  };
}

/** An answer's problem, with its status and content type. */
export async function problemOf(response: Response) {
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    problem: (await response.json()) as {
      title: string;
      status: number;
      detail: string;
      errors?: { field: string; message: string }[];
    },
  };
}
