import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import type { Logger } from "@letsgo/logger";
import { listen, type RunningService, runService, serverOptions, stopListening } from "@letsgo/service";
import { readConfig, type WebConfig } from "./config.ts";
import { MissingPagesError } from "./errors.ts";
import { createWeb } from "./serve.ts";

await runService({ name: "web", readConfig, start });

// --- internal ---

async function start(config: WebConfig, logger: Logger): Promise<RunningService> {
  const server = createServer(serverOptions, createWeb({ ...config, clientFolder: findClientFolder(), logger }));
  const url = await listen(server, config);
  return {
    listening: { url },
    stop: async () => void (await stopListening(server)),
  };
}

/** The built pages, seen from dist/server as well as from the sources. */
function findClientFolder(): string {
  const relative = import.meta.url.endsWith(".ts") ? "../dist/client" : "../client";
  const folder = fileURLToPath(new URL(relative, import.meta.url));
  if (!existsSync(`${folder}/index.html`)) throw new MissingPagesError(folder);
  return folder;
}
