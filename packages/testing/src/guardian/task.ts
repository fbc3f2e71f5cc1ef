import { rmSync } from "node:fs";

/** What a guardian guards. It ends all of it when the command ends by itself, too. */
export interface GuardianTask {
  /** Folder of the stack's own; removed at last, so that its absence says that everything is gone. */
  readonly folder: string;
  /** Compose project to bring down. */
  readonly project?: string | undefined;
  /** Program to run as a child and to end. */
  readonly command?: readonly string[] | undefined;
}

/** Reads the task from the guardian's command line. */
export function parseTask(argument: string | undefined): GuardianTask {
  return JSON.parse(argument ?? "{}") as GuardianTask;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
