import { fileURLToPath } from "node:url";
import { logActivity, shipActivity } from "@letsgo/activity";
import type { Logger } from "@letsgo/logger";
import { listen, type RunningService, runService, stopListening } from "@letsgo/service";
import { type ConsoleConfig, readConfig } from "./config.ts";
import { createConsole } from "./create-console.ts";
import { createHttpServer } from "./create-http-server.ts";

await runService({ name: "console", readConfig, start });

// --- internal ---

async function start(config: ConsoleConfig, logger: Logger): Promise<RunningService> {
  logActivity(logger); // what is sent, replayed and redriven from here
  const running = createConsole(config, logger, findUiFolder());
  const server = createHttpServer(running.app);
  const url = await listen(server, config);
  // What is sent from here is told as any process tells it: to this very server.
  const stopShipping = shipActivity({
    settings: { ...config.shipping, consoleUrl: toLoopback(url) },
    service: "console",
    logger,
    maxReceiveCount: config.queue.maxReceiveCount,
  });
  return {
    listening: { url, file: config.file },
    onCrash: stopShipping,
    async stop() {
      await stopShipping();
      const stopped = stopListening(server, { graceMs: 2000 });
      await running.close();
      await stopped;
      return undefined;
    },
  };
}

/** Where it listens on every address, its own guard takes no request for that "address". */
function toLoopback(url: string): string {
  return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}

/** The built pages, seen from dist as well as from the sources. */
function findUiFolder(): string {
  return fileURLToPath(new URL("../../ui/dist", import.meta.url));
}
