import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PublishedService } from "./compose.ts";
import { writeExclusively } from "./exclusive-file.ts";
import { isOurs } from "./own-process.ts";

export type Mode = "direct" | "queued";

/** What a stack without containers tells other terminals, in dev.json of its state folder. */
export interface DevState {
  readonly pid: number;
  readonly mode: Mode;
  /** Ports on 127.0.0.1. */
  readonly ports: Readonly<Record<PublishedService | "s3", number>>;
  readonly urls: Readonly<Record<PublishedService | "s3", string>>;
  /** Are all services healthy by now? */
  readonly ready: boolean;
}

/** The log of the stack without containers: JSON lines. */
export function devLogOf(folder: string): string {
  return path.join(folder, "dev.log");
}

/** The stack without containers that runs now, if any. */
export function readDevState(folder: string): DevState | undefined {
  const state = read(fileOf(folder));
  return state && isOurs(state.pid) ? state : undefined;
}

/**
 * Claims the folder for the stack that this process starts.
 *
 * @returns the stack that runs there already, or undefined where the claim stands
 */
export function claimDevState(folder: string, state: DevState): DevState | undefined {
  while (!writeExclusively(fileOf(folder), JSON.stringify(state))) {
    const running = readDevState(folder);
    if (running) return running;
    rmSync(fileOf(folder), { force: true });
  }
  return undefined;
}

/** Says something new of the stack that this process has claimed. */
export function updateDevState(folder: string, state: DevState): void {
  const draft = `${fileOf(folder)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(state));
  renameSync(draft, fileOf(folder));
}

/** Gives the folder back. */
export function releaseDevState(folder: string): void {
  if (read(fileOf(folder))?.pid === process.pid) rmSync(fileOf(folder), { force: true });
}

// --- internal ---

function fileOf(folder: string): string {
  return path.join(folder, "dev.json");
}

function read(file: string): DevState | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
