import type { Mode } from "../../packages/config/src/index.ts";
import { bannerLines } from "./banner.ts";
import { addressOf } from "./compose.ts";
import { modeInForce } from "./mode.ts";

/** Greets the user of the stack in containers: its mode as the API tells it, its addresses as compose has published them. */
export async function printContainerBanner(started: Mode): Promise<number> {
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
  const inForce = await modeInForce(api, started);
  const seconds = performance.now() / 1000;
  console.log(["", ...bannerLines({ ...inForce, urls, containers: true, seconds })].join("\n"));
  return 0;
}
