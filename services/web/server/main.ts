import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createLogger } from "@letsgo/logger";
import { readConfig } from "./config.ts";
import { createWeb } from "./serve.ts";

/** Time that running requests have after SIGTERM, in milliseconds. */
const GRACE_MS = 5_000;

const config = readConfig();
const logger = createLogger({ service: "web" });
const client = import.meta.url.endsWith(".ts") ? "../dist/client" : "../client";
const clientFolder = fileURLToPath(new URL(client, import.meta.url));
if (!existsSync(`${clientFolder}/index.html`)) {
  throw new Error(`Expected the built pages in ${clientFolder}, got no index.html. Run "npm run build" first.`);
}

const { API_URL: apiUrl, WORKER_URL: workerUrl, LETSGO_ALLOWED_HOSTS: allowedHosts } = config;
const server = createServer(createWeb({ apiUrl, workerUrl, clientFolder, allowedHosts, logger }));
server.listen(config.PORT, config.HOST);
await once(server, "listening");
logger.info({ host: config.HOST, port: (server.address() as AddressInfo).port }, "Web is listening");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => logger.info({ signal }, "Web has stopped"));
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  });
}
