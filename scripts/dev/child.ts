import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
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
      signalProcess(group, "SIGTERM");
      await Promise.race([ended, sleep(graceSeconds * 1000, undefined, { ref: false })]);
      kill();
      await ended;
    },
  };
}

// --- internal ---

/** Sends a signal; a process or group that is gone is fine. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}
