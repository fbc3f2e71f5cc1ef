import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { sightOfThisMachine } from "../ownership/owner.ts";
import { noteProcess, removeStackFolder } from "../ownership/stack-folder.ts";
import { endProject } from "./end-project.ts";
import { onProcessEnd } from "./on-process-end.ts";
import type { GuardianTask } from "./task.ts";

/** Ends a stack when this process ends, however it ends. */
export interface Guardian {
  /** What the guarded program prints. */
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The guardian's exit code (the guarded program's, if there is one), once everything is gone. */
  readonly ended: Promise<number>;
  /** The stack has started completely: nothing of it can appear later. */
  ready(): void;
  /** Ends the stack now and waits until everything of it, the guardian included, is gone. */
  release(): Promise<void>;
}

/** Options of {@link startGuardian}. */
export interface GuardianOptions {
  /** Environment of the guardian and of the program that it runs. */
  readonly environment: NodeJS.ProcessEnv;
  /** Their working directory. */
  readonly cwd: string;
}

/** Starts the guardian of a stack, before anything of the stack is. */
export function startGuardian(task: GuardianTask, { environment, cwd }: GuardianOptions): Guardian {
  const main = path.join(import.meta.dirname, `main${path.extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [main, JSON.stringify(task)], {
    cwd,
    env: { ...environment, NODE_OPTIONS: "" },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  if (child.pid !== undefined) noteProcess(task.folder, "guardian", child.pid);
  const ended = endOf(child);
  const unregister = onProcessEnd(() => endNow(child, task.folder));
  void ended.then(unregister);
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended,
    ready: () => void child.stdin.write("ready\n"),
    async release() {
      child.stdin.end();
      await ended;
      // Killed, it has left everything.
      if (!existsSync(task.folder)) return;
      if (task.project) await endProject(task.project, { mayStillStart: true });
      await removeStackFolder(task.folder, sightOfThisMachine());
    },
  };
}

// --- internal ---

const END_DEADLINE_MS = 30_000;

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** This process is ending and no event is handled any more: the folder's absence says that all is gone. */
function endNow(child: ChildProcess, folder: string): void {
  child.kill("SIGTERM");
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const deadline = Date.now() + END_DEADLINE_MS;
  while (existsSync(folder) && Date.now() < deadline) Atomics.wait(clock, 0, 0, 25);
}
