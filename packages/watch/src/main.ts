/**
 * Runs a service from its sources: `node --conditions=source packages/watch/src/main.ts <name> <entry>`. A saved file, a
 * crash or a signal do what `watchService` says.
 */
import { createLogger } from "@letsgo/logger";
import { readConfig } from "./config.ts";
import { createFileChanges } from "./file-changes.ts";
import { startService } from "./service-process.ts";
import { createWatch } from "./watch.ts";

const [name = "service", entry = ""] = process.argv.slice(2);
const changes = createFileChanges();
const watch = createWatch({
  start: () => startService(entry, changes.addFile),
  changes,
  graceMs: readConfig().graceSeconds * 1000,
  logger: createLogger({ service: name }),
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, watch.stop);
process.exit(await watch.run());
