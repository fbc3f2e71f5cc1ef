import { spawn } from "node:child_process";
import path from "node:path";
import { ScriptError } from "../cli/errors.ts";
import { root } from "../config.ts";
import { type KeptService, startKeptService } from "./kept-service.ts";
import type { DevOutput } from "./output.ts";
import type { ServiceDefinition } from "./services.ts";

/** The processes of a stack. */
export interface Running {
  readonly processes: readonly KeptService[];
  /** Rejects when a process has ended for good that the stack needs. */
  readonly failure: Promise<never>;
  /** The stack has started: services that end by themselves are started again from now on, the emulators excepted. */
  keep(): void;
  /** Everything has ended: nothing is left to clean up. */
  release(): void;
}

/** Who hears of what happens. */
export interface RunningEvents {
  onLine(name: string, text: string): void;
  readonly say: DevOutput["say"];
  /** This process exits in the midst of it. */
  onExit(): void;
}

/** Starts all processes of a stack, and another one that ends them when this process is gone. */
export function startAll(services: readonly ServiceDefinition[], { onLine, say, onExit }: RunningEvents): Running {
  const reaper = startReaper();
  const processes = services.map((service) =>
    startKeptService(service, {
      onLine: (text) => onLine(service.name, text),
      onStart: (group) => reaper.stdin.write(`+${group}\n`),
      onEnd: (group) => reaper.stdin.write(`-${group}\n`),
      onRestart: (how, waitMs) =>
        say(`${service.name} has ended by itself (${how}); it is started again in ${waitMs} ms.`),
    }),
  );
  // The last resort, for an exit in the midst of it (a second Ctrl-C).
  const clean = () => {
    for (const each of processes) each.kill();
    onExit();
  };
  process.on("exit", clean);
  const failure = Promise.race(
    processes.map(async ({ name, ended }): Promise<never> => {
      const how = await ended;
      if (name === "console") return await goOnWithoutConsole(how, say);
      throw new ScriptError(
        `Expected ${name} to go on running, got ${how}.`,
        "Its last words are above. The stack has ended.",
      );
    }),
  );
  failure.catch(() => {});
  return {
    processes,
    failure,
    keep() {
      // What an emulator held in memory is gone with it: a new one would look as if messages had been lost.
      for (const each of processes) if (each.name !== "sqs" && each.name !== "s3") each.keep();
    },
    release() {
      process.off("exit", clean);
      reaper.stdin.end();
    },
  };
}

// --- internal ---

function startReaper() {
  const reaper = spawn(process.execPath, [path.join(root, "scripts/dev/reaper.ts")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  reaper.unref();
  reaper.stdin.on("error", () => {});
  return reaper;
}

function goOnWithoutConsole(how: string, say: RunningEvents["say"]): Promise<never> {
  const isAsked = how === "exit code 0"; // it ends well only where it is asked to
  if (!isAsked) say(`The console has ended (${how}); its last words are above. The stack goes on without it.`);
  return new Promise(() => {});
}
