import { existsSync, readFileSync } from "node:fs";
import { tryRun } from "../cli/run.ts";

/** A Linux distribution, by its os-release file. */
export interface Distribution {
  /** For example `debian`. */
  readonly id: string;
  /** For example `bookworm`; empty where it has none. */
  readonly codename: string;
  /** For example `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
}

/** May we install programs for the whole machine, and how? */
export type Rights = "root" | "sudo" | "none";

/** Reads the text of an os-release file. */
export function parseOsRelease(text: string): Distribution {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key && value !== undefined) values.set(key, value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return {
    id: values.get("ID") ?? "",
    codename: values.get("VERSION_CODENAME") ?? "",
    name: values.get("PRETTY_NAME") ?? values.get("NAME") ?? "this Linux",
  };
}

export function distribution(): Distribution | undefined {
  return existsSync("/etc/os-release") ? parseOsRelease(readFileSync("/etc/os-release", "utf8")) : undefined;
}

export async function rights(): Promise<Rights> {
  if (process.getuid?.() === 0) return "root";
  const sudo = await tryRun("sudo", ["-n", "true"], { timeoutMs: 5_000 });
  return sudo.exitCode === 0 ? "sudo" : "none";
}

/** The words of a command that needs root. */
export function asRoot(rightsHeld: Rights, words: readonly string[]): [string, ...string[]] {
  return (rightsHeld === "sudo" ? ["sudo", "-n", ...words] : [...words]) as [string, ...string[]];
}

/** Bits of Linux's capabilities that an engine cannot do without, and what they stand for. */
const neededCapabilities = [
  { bit: 21n, name: "CAP_SYS_ADMIN", allows: "mount filesystems" },
  { bit: 12n, name: "CAP_NET_ADMIN", allows: "set up networks" },
];

/**
 * Why root itself can run no containers here, in plain words; undefined where nothing speaks against it.
 *
 * @param processStatus text of /proc/self/status of a root process
 */
export function missingCapability(processStatus: string): string | undefined {
  const mask = /^CapBnd:\s*([0-9a-f]+)$/m.exec(processStatus)?.[1];
  if (mask === undefined) return undefined;
  const missing = neededCapabilities.find(({ bit }) => ((BigInt(`0x${mask}`) >> bit) & 1n) === 0n);
  return (
    missing &&
    `even root may not ${missing.allows} on this machine (it lacks ${missing.name}, as in an unprivileged container)`
  );
}
