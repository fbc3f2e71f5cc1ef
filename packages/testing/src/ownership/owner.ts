import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** The process that a stack belongs to. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the system counts it; tells it from a later one with the same id. Empty: unknown. */
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
  return { host: hostname(), pid: process.pid, startMark: readStartMark(process.pid) ?? "" };
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

// --- internal ---

function readStartMark(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  try {
    // Field 22, counted behind the program's name, which is in parentheses and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
