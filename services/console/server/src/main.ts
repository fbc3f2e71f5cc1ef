import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import type { Logger } from "@letsgo/logger";
import { listen, type RunningService, runService, stopListening } from "@letsgo/service";
import { type ConsoleConfig, readConfig } from "./config.ts";
import { createConsole } from "./create-console.ts";

await runService({ name: "console", readConfig, start });

// --- internal ---

/** The built pages, seen from dist as well as from the sources. */
const uiFolder = fileURLToPath(new URL("../../ui/dist", import.meta.url));

async function start(config: ConsoleConfig, logger: Logger): Promise<RunningService> {
  const running = createConsole(config, logger, uiFolder);
  const server = createServer(running.app);
  const url = await listen(server, config);
  return {
    listening: { url, file: config.file },
    async stop() {
      const stopped = stopListening(server, { graceMs: 2000 });
      await running.close();
      await stopped;
      return undefined;
    },
  };
}
