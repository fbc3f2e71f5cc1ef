import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Builds the console's pages into a folder of its own, so that a test sees the sources as they are. */
export async function buildPages() {
  const folder = mkdtempSync(join(tmpdir(), "letsgo-console-pages-"));
  const cwd = fileURLToPath(new URL("../../../services/console/ui/", import.meta.url));
  const vite = fileURLToPath(new URL("../../../node_modules/vite/bin/vite.js", import.meta.url));
  await promisify(execFile)(process.execPath, [vite, "build", "--outDir", folder, "--emptyOutDir"], {
    cwd,
    env: { ...process.env, NODE_ENV: "production" },
  });
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
