import { setTimeout as sleep } from "node:timers/promises";
import { type ServiceProcess, startService } from "./child.ts";
import type { ServiceDefinition } from "./services.ts";

/** A process of the stack that another one can take the place of. */
export interface KeptService extends Pick<ServiceProcess, "name" | "stop" | "kill"> {
  /** How the last of them ended; settles when none takes its place. */
  readonly ended: Promise<string>;
  /** From now on it is started again where it ends by itself. Before, its end is the reason why the stack cannot start. */
  keep(): void;
}

/** Who hears of a service's processes. */
export interface KeptServiceEvents {
  onLine(text: string): void;
  onStart(group: number): void;
  onEnd(group: number): void;
  /** It has ended, and is started again after `waitMs`. */
  onRestart(how: string, waitMs: number): void;
}

/**
 * Starts a process of the stack, and once it is kept another one after each that ends by itself: after 250 ms, and after
 * twice as long each time while it does not last. One that ends with exit code 0 was asked to, and stays away.
 */
export function startKeptService(service: ServiceDefinition, events: KeptServiceEvents): KeptService {
  let isKept = false;
  const stopping = new AbortController();
  let current = begin();

  function begin(): ServiceProcess {
    const started = startService(service, events.onLine);
    events.onStart(started.group);
    return started;
  }
  async function runOn(): Promise<string> {
    for (let failures = 0; ; failures += 1) {
      const startedMs = performance.now();
      const how = await current.ended;
      // Where the watch alone was killed, what it watched still has the port.
      if (isKept) current.kill();
      events.onEnd(current.group);
      if (!isKept || stopping.signal.aborted || how === "exit code 0") return how;
      if (performance.now() - startedMs > STEADY_MS) failures = 0;
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      events.onRestart(how, waitMs);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return how;
      current = begin();
    }
  }

  return {
    name: service.name,
    ended: runOn(),
    keep() {
      isKept = true;
    },
    kill() {
      stopping.abort();
      current.kill();
    },
    async stop(graceSeconds) {
      stopping.abort();
      await current.stop(graceSeconds);
    },
  };
}

// --- internal ---

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** A service that has run for so long has not failed at its start. */
const STEADY_MS = 10_000;
