import { accessSync, constants } from "node:fs";
import { ConfigError, type Environment, type LiveSettings, modeOf, updateLiveSettings } from "@letsgo/config";
import type { LiveChange, Status } from "@letsgo/console-api";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";

/** What a change of the live settings may say. */
export const liveChange = z.strictObject({
  mode: z.enum(["direct", "queued"]).nullable().optional(),
  paused: z.boolean().nullable().optional(),
});

/** Where the live settings are. */
export interface LiveParts {
  readonly stateFolder: string;
  readonly environment: Environment;
  /** Looks at once at what was written. */
  readonly look: () => void;
}

/**
 * Changes the live settings; API and worker obey them within a second. A file that cannot be used is replaced: it is refused
 * everywhere else, too.
 *
 * @returns the change that undoes this one
 * @throws {ProblemError} 409 where they cannot be written, or direct mode has no worker to post to
 */
export function changeLive(change: LiveChange, { stateFolder, environment, look }: LiveParts): LiveChange {
  let before: LiveSettings = {};
  try {
    updateLiveSettings(stateFolder, (now) => {
      before = now;
      const after = withChange(now, change);
      modeOf(environment, after);
      return after;
    });
    look();
  } catch (error) {
    if (error instanceof ConfigError) {
      throw new ProblemError({ status: 409, detail: error.problems.map(({ message }) => message).join(" ") });
    }
    throw new ProblemError({ status: 409, detail: unwritable(stateFolder, error) }, { cause: error });
  }
  return {
    ...(change.mode !== undefined && { mode: before.mode ?? null }),
    ...(change.paused !== undefined && { paused: before.paused ?? null }),
  };
}

/** May the live settings be written here? */
export function switchesOf(stateFolder: string): Status["switches"] {
  try {
    accessSync(stateFolder, constants.W_OK);
    return { writable: true, reason: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { writable: true, reason: null };
    return { writable: false, reason: unwritable(stateFolder, error) };
  }
}

// --- internal ---

function withChange(before: LiveSettings, change: LiveChange): LiveSettings {
  const all = Object.entries({ ...before, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined)) as LiveSettings;
}

function unwritable(folder: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Expected ${folder} to be writable by the console, got: ${reason}. Make it so, or switch by the command line: npm run mode.`;
}
