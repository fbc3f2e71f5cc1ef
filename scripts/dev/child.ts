import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { processAlive, signalProcess, watchedProcesses } from "./process-tree.ts";
import type { ServiceDefinition } from "./services.ts";

/** A running process of the stack, in a process group of its own. */
export interface ServiceProcess {
  readonly name: ServiceDefinition["name"];
  /** The process group. */
  readonly group: number;
  /** How it ended; settles when it does. */
  readonly ended: Promise<string>;
  /** Lets it finish for so long, then ends the whole group. */
  stop(graceSeconds: number): Promise<void>;
  /** Ends the whole group at once. */
  kill(): void;
}

/** Starts a process of the stack. */
export function startService(service: ServiceDefinition, onLine: (text: string) => void): ServiceProcess {
  const child = spawn(process.execPath, [...service.args], {
    cwd: service.cwd,
    env: service.environment as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: a Ctrl-C at the terminal does not reach it before we have decided on the order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
  }
  const ended = endOf(child);
  const group = child.pid ?? 0;
  const kill = () => signalProcess(-group, "SIGKILL");
  return {
    name: service.name,
    group,
    ended,
    kill,
    async stop(graceSeconds) {
      const deadline = performance.now() + graceSeconds * 1000;
      if (!(await stopWatched(group, deadline))) {
        signalProcess(group, "SIGTERM");
        await Promise.race([ended, sleep(deadline - performance.now(), undefined, { ref: false })]);
      }
      kill();
      await ended;
    },
  };
}

// --- internal ---

/**
 * Ends the process that a watcher runs, without the watcher: tsx, asked to end, kills that process after five seconds,
 * whatever it has in hand, and waits in vain for one that a signal has ended. Left alone, it holds nothing worth an end of
 * its own.
 *
 * @returns was there such a process?
 */
async function stopWatched(watcher: number, deadline: number): Promise<boolean> {
  const watched = watchedProcesses(watcher);
  for (const pid of watched) signalProcess(pid, "SIGTERM");
  while (watched.some(processAlive) && performance.now() < deadline) await sleep(20);
  return watched.length > 0;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}
