import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { listen, stopListening } from "@letsgo/service";
import { readConfig } from "../src/config.ts";
import { createConsole } from "../src/create-console.ts";
import { createHttpServer } from "../src/create-http-server.ts";

/** A folder of one's own, which is deleted at the end. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "letsgo-console-"));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The console on a free port, its file in `folder`; its log lines are kept. No queue answers unless one is named. */
export async function startConsole(
  folder: string,
  environment: Environment = {},
  uiFolder = join(folder, "ui"),
  port = 0,
) {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const logger = createLogger({ service: "console", destination });
  const config = readConfig({
    LETSGO_STATE_DIR: folder,
    AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:1",
    LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:1",
    LETSGO_QUEUE_MODE: "queued",
    ...environment,
  });
  const running = createConsole(config, logger, uiFolder);
  const server = createHttpServer(running.app);
  const url = await listen(server, { host: "127.0.0.1", port });
  return {
    url,
    lines,
    config,
    store: running.store,
    get: async <T>(path: string) => (await (await fetch(url + path)).json()) as T,
    post: (path: string, body: unknown, method = "POST") =>
      fetch(url + path, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    async [Symbol.asyncDispose]() {
      const stopped = stopListening(server, { graceMs: 0 });
      await running.close();
      await stopped;
    },
  };
}

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;
