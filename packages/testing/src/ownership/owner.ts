import { hostname } from "node:os";
import { readStartMark } from "./start-mark.ts";

/** The process that a stack belongs to. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** {@link readStartMark}. Empty: unknown. */
  readonly startMark: string;
}

/** Where and what one looks from. */
export interface Sight {
  readonly host: string;
  /** The start mark of the process with this id; undefined where there is none. */
  readonly startMarkOf: (pid: number) => string | undefined;
}

/** This process. */
export function ownerOfThisProcess(): Owner {
  return ownerOfProcess(process.pid);
}

/** A process of this machine. */
export function ownerOfProcess(pid: number): Owner {
  return { host: hostname(), pid, startMark: readStartMark(pid) ?? "" };
}

/** Sends a signal to a process, or to a group by its negative id; one that is gone is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** This machine. */
export function sightOfThisMachine(): Sight {
  return { host: hostname(), startMarkOf: readStartMark };
}

/** As one word, for labels and files. */
export function formatOwner({ host, pid, startMark }: Owner): string {
  return `${host}/${pid}/${startMark}`;
}

/** Reads what {@link formatOwner} wrote; undefined for anything else. */
export function parseOwner(text: string | undefined): Owner | undefined {
  const [, host, pid, startMark] = /^([^/]+)\/(\d+)\/([^/]*)$/.exec(text?.trim() ?? "") ?? [];
  return host === undefined || startMark === undefined ? undefined : { host, pid: Number(pid), startMark };
}

/**
 * Has the owner ended, so that what it left may be removed? Never said of a run that may still be alive: an unknown owner
 * and one on another machine (which may share this machine's container engine) count as alive.
 */
export function isGone(owner: Owner | undefined, { host, startMarkOf }: Sight): boolean {
  if (owner === undefined || owner.host !== host) return false;
  const mark = startMarkOf(owner.pid);
  return mark === undefined || (mark !== "" && owner.startMark !== "" && mark !== owner.startMark);
}
