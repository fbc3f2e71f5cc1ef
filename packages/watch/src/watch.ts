import type { Logger } from "@letsgo/logger";
import type { Changes } from "./changes.ts";
import type { Exit, ServiceProcess } from "./service-process.ts";

/** Parts of {@link createWatch}. */
export interface WatchParts {
  readonly start: () => ServiceProcess;
  readonly changes: Changes;
  /** How long the service may take to stop before a reload, in milliseconds; it is then killed. */
  readonly graceMs: number;
  readonly logger: Logger;
}

/** Keeps one service running. */
export interface Watch {
  /** Runs the service until it is stopped, or cannot start at all. Resolves with the exit code. */
  run(): Promise<number>;
  /** Asks the service to stop, and waits for it as long as it takes; a second call kills it. */
  stop(): void;
}

/**
 * Keeps a service running from its sources.
 * - A change: SIGTERM, once, then a new process. It waits until running handlers have ended, so what is saved meanwhile is
 *   in that new process too.
 * - An end that nobody asked for: an ERROR line, then a new process after a while that doubles each time, or at a change.
 * - An end before it has ever served is not mended: nothing has changed that could mend it.
 */
export function createWatch({ start, changes, graceMs, logger }: WatchParts): Watch {
  const stopped = Promise.withResolvers<"stop">();
  let isStopping = false;
  let current: ServiceProcess | undefined;
  let isTold = false; // has `current` been asked to end?
  let hasServed = false;

  function end(service: ServiceProcess): void {
    if (!isTold) service.kill("SIGTERM");
    isTold = true;
  }
  function begin(): ServiceProcess {
    changes.forget();
    isTold = false;
    const service = start();
    void service.ready.then(() => {
      hasServed = true;
    });
    current = service;
    return service;
  }
  /** Resolves once a new process shall be started, or with the exit code of the whole. */
  async function runOnce(service: ServiceProcess, failures: number): Promise<number | undefined> {
    const changed = changes.next();
    const first = await Promise.race([service.ended, changed, stopped.promise]);
    if (first === "stop") return codeOf(await service.ended);
    if (typeof first === "string") {
      logger.info({ file: first }, "A file has changed; the service stops and starts again");
      end(service);
      await endWithin(service, graceMs);
      return isStopping ? 0 : undefined;
    }
    if (!hasServed) return codeOf(first) || 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    logger.error({ ...first, waitMs }, `The service has ended by itself (${wordsOf(first)}); it is started again`);
    current = undefined;
    return (await Promise.race([pause(waitMs), changed, stopped.promise])) === "stop" ? 0 : undefined;
  }

  return {
    async run() {
      for (let failures = 0; ; ) {
        const startedMs = performance.now();
        const code = await runOnce(begin(), failures);
        if (code !== undefined) return code;
        failures = performance.now() - startedMs > STEADY_MS ? 0 : failures + 1;
      }
    },
    stop() {
      if (isStopping) return current?.kill("SIGKILL");
      isStopping = true;
      if (current !== undefined) end(current);
      stopped.resolve("stop");
    },
  };
}

// --- internal ---

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** A service that has run for so long has not failed at its start. */
const STEADY_MS = 10_000;

async function endWithin(service: ServiceProcess, graceMs: number): Promise<void> {
  const timer = setTimeout(() => service.kill("SIGKILL"), graceMs);
  await service.ended;
  clearTimeout(timer);
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, durationMs));
}

/** A process that was ended by a signal has no code of its own. */
function codeOf({ code }: Exit): number {
  return code ?? 1;
}

function wordsOf({ code, signal }: Exit): string {
  return signal ? `by ${signal}` : `exit code ${code}`;
}
