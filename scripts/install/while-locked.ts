import path from "node:path";
import type { Step } from "../cli/steps.ts";
import { areConsolePagesBuilt, ensureConsolePages } from "./console-pages.ts";
import { areDependenciesInstalled, ensureDependencies } from "./dependencies.ts";
import { takeLock } from "./lock.ts";

/** Runs the installation's steps while no other command of this checkout does. */
export async function whileLocked<T>(
  options: { command: string; folder: string; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  using _lock = await takeLock(path.join(options.folder, "install.lock"), {
    command: options.command,
    signal: options.signal,
    onWait: ({ command, pid }) =>
      console.error(`Waiting for ${command} (pid ${pid}), which is installing in this folder right now.`),
  });
  return await work();
}

/** What a command installs with. */
export interface Installing {
  command: string;
  folder: string;
  step: Step;
  signal: AbortSignal;
}

/** Sees to it that node_modules is as package-lock.json says; takes the lock only where there is something to do. */
export async function withDependencies(options: Installing): Promise<void> {
  if (areDependenciesInstalled()) return;
  await whileLocked(options, () => ensureDependencies(options.step, options.signal));
}

/** Sees to it that there are pages of the console for a server that runs without a container. */
export async function withConsolePages(options: Installing): Promise<void> {
  if (areConsolePagesBuilt()) return;
  await whileLocked(options, () => ensureConsolePages(options.step, options.signal));
}
