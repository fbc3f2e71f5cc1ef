import { rmSync } from "node:fs";
import path from "node:path";

/** Lets the environment count again, whatever was changed while a stack ran. Needs no package: a stack can always be stopped. */
export function forgetLiveSettings(folder: string): void {
  rmSync(path.join(folder, "live.json"), { force: true });
}
