import { readFileSync } from "node:fs";
import path from "node:path";
import { ProgramError, ScriptError } from "../cli/errors.ts";
import { run } from "../cli/run.ts";
import type { Step } from "../cli/steps.ts";
import { root } from "../config.ts";

interface LockedPackage {
  version?: string;
  integrity?: string;
  optional?: boolean;
  link?: boolean;
}

/** The part of package-lock.json that says what has to be in node_modules. */
export interface Lockfile {
  packages?: Record<string, LockedPackage>;
}

/**
 * Brings node_modules to what package-lock.json says, unless it is that already.
 *
 * @throws {ScriptError} where npm cannot
 */
export async function ensureDependencies(step: Step, signal: AbortSignal): Promise<void> {
  if (areDependenciesInstalled()) return;
  await step("Node packages (npm ci)", async (report) => {
    try {
      await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, signal, onLine: report });
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      throw new ScriptError(
        "npm could not install the packages of package-lock.json.",
        "Check the registry (npm config get registry, npm ping) and, behind a proxy with its own certificate, NODE_EXTRA_CA_CERTS; then start again.",
        { cause: error },
      );
    }
  });
}

/** Is node_modules what package-lock.json says? */
export function areDependenciesInstalled(): boolean {
  return areInstalled(readLockfile("package-lock.json"), readLockfile("node_modules/.package-lock.json"));
}

/**
 * Does node_modules hold what the lockfile says?
 *
 * @param wanted package-lock.json
 * @param present the lockfile that npm leaves inside node_modules at the end of each install; none: nothing is installed
 */
export function areInstalled(wanted: Lockfile | undefined, present: Lockfile | undefined): boolean {
  if (!wanted?.packages || !present?.packages) return false;
  const { packages } = present;
  const isPresent = ([folder, { version, integrity, optional }]: [string, LockedPackage]) => {
    const found = packages[folder];
    // Packages for other systems are optional and stay away.
    return found ? found.version === version && found.integrity === integrity : optional === true;
  };
  const entries = Object.entries(wanted.packages).filter(([folder]) => folder !== "");
  return entries.every(isPresent) && Object.keys(packages).every((folder) => folder in (wanted.packages ?? {}));
}

// --- internal ---

function readLockfile(file: string): Lockfile | undefined {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch {
    return undefined;
  }
}
