import { type ChildProcess, spawn } from "node:child_process";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A service's process. */
export interface ServiceProcess {
  /** Resolves once it serves; never where it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts a service by Node itself, which strips the types.
 *
 * @param onLoaded told of every source file that it loads, outside of node_modules
 */
export function startService(entry: string, onLoaded: (file: string) => void): ServiceProcess {
  const report = import.meta.resolve("./report-loaded.ts");
  const args = ["--conditions=source", `--import=${report}`, entry];
  const child = spawn(process.execPath, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const ready = Promise.withResolvers<void>();
  child.on("message", (message: { readonly loaded?: string } | "ready") => {
    if (message === "ready") ready.resolve();
    else if (message.loaded !== undefined) onLoaded(message.loaded);
  });
  return { ready: ready.promise, ended: endOf(child), kill: (signal) => void child.kill(signal) };
}

// --- internal ---

function endOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // Not "exit", which may come before the last messages: what a process has said before its end still counts.
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
