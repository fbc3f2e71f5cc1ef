import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { ConfigError } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { readConfig, type WebConfig } from "./config.ts";
import { MissingPagesError } from "./errors.ts";
import { createWeb } from "./serve.ts";

/** Time that running requests have after SIGTERM, in milliseconds. */
const GRACE_MS = 5_000;

try {
  await start(readConfig());
} catch (error) {
  fail(error);
}

// --- internal ---

async function start({ host, port, logLevel, ...options }: WebConfig): Promise<void> {
  const logger = createLogger({ service: "web", level: logLevel });
  const server = createServer(createWeb({ ...options, clientFolder: findClientFolder(), logger }));
  server.listen(port, host);
  await once(server, "listening");
  logger.info({ host, port: (server.address() as AddressInfo).port }, "Listening");

  const stop = (signal: NodeJS.Signals) => {
    logger.info({ signal }, "Stopping");
    server.close(() => logger.info("Stopped"));
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  };
  // Once: a second signal ends the process at once.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}

/** The built pages, seen from dist/server as well as from the sources. */
function findClientFolder(): string {
  const relative = import.meta.url.endsWith(".ts") ? "../dist/client" : "../client";
  const folder = fileURLToPath(new URL(relative, import.meta.url));
  if (!existsSync(`${folder}/index.html`)) throw new MissingPagesError(folder);
  return folder;
}

/** Nothing is running yet, so one line per fault is all there is to do. */
function fail(error: unknown): void {
  const logger = createLogger({ service: "web" });
  if (error instanceof ConfigError) {
    for (const { name, message } of error.problems) logger.fatal({ setting: name }, `${name}: ${message}`);
  } else {
    logger.fatal({ err: error }, "The web service cannot start");
  }
  process.exit(1);
}
