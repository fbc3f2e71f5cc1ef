import { bannerLines } from "./banner.ts";
import { addressOf } from "./compose.ts";
import type { Mode } from "./dev-state.ts";
import type { StartMode } from "./mode.ts";

/** Greets the user of the stack in containers: its mode as the API tells it, its addresses as compose has published them. */
export async function printContainerBanner(start: StartMode): Promise<number> {
  const [web, api, worker, consoleUrl, localstack] = await Promise.all([
    addressOf("web"),
    addressOf("api"),
    addressOf("worker"),
    addressOf("console"),
    addressOf("localstack"),
  ]);
  const urls = {
    ...(web && { web }),
    ...(api && { api }),
    ...(worker && { worker }),
    ...(consoleUrl && { console: consoleUrl }),
    ...(localstack && { localstack }),
  };
  const mode = (api && (await modeInForce(api))) || start.mode;
  const seconds = performance.now() / 1000;
  console.log(["", ...bannerLines({ mode, source: start.source, urls, containers: true, seconds })].join("\n"));
  return 0;
}

// --- internal ---

async function modeInForce(api: string): Promise<Mode | undefined> {
  try {
    const response = await fetch(`${api}/v1/health`, { signal: AbortSignal.timeout(5_000) });
    return ((await response.json()) as { mode?: Mode }).mode;
  } catch {
    return undefined;
  }
}
