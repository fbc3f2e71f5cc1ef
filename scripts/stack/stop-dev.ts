import { closeSync, openSync, readSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../cli/errors.ts";
import { supervisorName } from "../dev/output.ts";
import { parseLogLine } from "../logs/format.ts";
import { type DevState, devLogOf } from "./dev-state.ts";
import { isOurs } from "./own-process.ts";

/** Beyond the worker's grace: the other processes and the queue's last count. */
const restSeconds = 20;

/**
 * Ends the stack without containers and tells what its supervisor says meanwhile.
 *
 * @param graceSeconds how long the worker may take for what it has in hand
 * @throws {ScriptError} where it does not end
 */
export async function stopDev(state: DevState, folder: string, graceSeconds: number): Promise<void> {
  const news = followLog(devLogOf(folder));
  console.log(`Ending the stack without containers (pid ${state.pid}).`);
  process.kill(state.pid, "SIGTERM");
  const deadline = performance.now() + (graceSeconds + restSeconds) * 1000;
  for (;;) {
    const ended = !isOurs(state.pid);
    for (const line of news.read()) console.log(line);
    if (ended) break;
    if (performance.now() > deadline) {
      throw new ScriptError(
        `Expected the stack (pid ${state.pid}) to end within ${graceSeconds + restSeconds} s, got one that still runs.`,
        `End it by force: kill -9 ${state.pid}. Its processes then end by themselves.`,
      );
    }
    await sleep(50);
  }
  news.close();
}

// --- internal ---

/** What the supervisor itself says from now on. */
function followLog(file: string): { read: () => string[]; close: () => void } {
  const handle = openSync(file, "r");
  let position = statSync(file).size;
  let rest = "";
  return {
    read() {
      const buffer = Buffer.alloc(Math.max(0, statSync(file).size - position));
      position += readSync(handle, buffer, 0, buffer.length, position);
      const lines = (rest + buffer.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      return lines
        .map((line) => parseLogLine(line, ""))
        .filter(({ service }) => service === supervisorName)
        .map(({ msg }) => msg);
    },
    close: () => closeSync(handle),
  };
}
