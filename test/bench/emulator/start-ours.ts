import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { spawnBound } from "../spawn-bound.ts";

/**
 * Our emulator in a process of its own, as the others are.
 *
 * @param options further ones of its command
 */
export async function startOurs(options: readonly string[] = []): Promise<AsyncDisposable & { readonly url: string }> {
  const child = spawnBound([main, "--port", "0", ...options], { output: "pipe" });
  const [url] = (await once(createInterface({ input: child.stdout as Readable }), "line")) as [string];
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

// --- internal ---

const main = path.resolve(import.meta.dirname, "../../../packages/sqs-emulator/src/cli/main.ts");
