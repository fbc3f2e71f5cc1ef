import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import { ConfigError } from "../errors.ts";
import { type ModeInForce, modeOf } from "../mode.ts";
import type { Environment } from "../setting.ts";
import { LIVE_FILE, readLiveText } from "./live-file.ts";
import { type LiveSettings, LiveSettingsError, parseLiveSettings } from "./live-settings.ts";
import { stateFolderOf } from "./state-folder.ts";

/** The values in force at this moment. */
export interface LiveValues {
  readonly mode: ModeInForce;
  /** Is the poller paused by the live settings? Where they say nothing it is not. */
  readonly paused: boolean;
  /** What decided `paused`: `live.json` or `default`. */
  readonly pausedSource: string;
}

/** Live settings that are kept up to date. */
export interface LiveWatch {
  /** As the file and the environment have it now; asking costs nothing. */
  values(): LiveValues;
  /** Looks at once: for who has just written the file and is about to tell what is in force. */
  look(): void;
  /** Calls `listener` after each change of what {@link values} answers. */
  onChange(listener: (values: LiveValues) => void): void;
  /** Looks no more; the last values stay. May be called twice. */
  close(): void;
}

/** Where lines are written to; a logger is one. */
export interface LiveLog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/**
 * Watches `live.json` in the folder of LETSGO_STATE_DIR: change events, and a look every 250 ms, since mounts lose events.
 * A missing file means the environment's values. One that cannot be used is told once and changes nothing.
 *
 * @param environment holds LETSGO_STATE_DIR, and the values that the live ones stand over
 * @param log hears of each change, and of a file that cannot be used. @default nobody
 * @throws {ConfigError} where the environment's own mode cannot be used
 */
export function watchLiveSettings(environment: Environment, log?: LiveLog): LiveWatch {
  const folder = stateFolderOf(environment);
  const listeners: ((values: LiveValues) => void)[] = [];
  let seen: string | undefined;
  let unusable: { readonly text: string | undefined; readonly sinceMs: number } | undefined;
  let refused: string | undefined;
  let values = valuesOf({}, environment);

  function look(): void {
    try {
      const text = readLiveText(folder);
      if (text !== seen) consider(text);
    } catch (error) {
      refuse(`it cannot be read (${(error as Error).message}).`);
    }
  }
  function consider(text: string | undefined): void {
    try {
      take(valuesOf(text === undefined ? {} : parseLiveSettings(text), environment));
      seen = text;
    } catch (error) {
      if (unusable?.text !== text) unusable = { text, sinceMs: performance.now() };
      // An editor that is writing the file may have come half-way.
      if (performance.now() - (unusable?.sinceMs ?? 0) < SETTLED_AFTER_MS) return;
      seen = text;
      refuse(reasonOf(error));
    }
  }
  function refuse(why: string): void {
    const reason = `${LIVE_FILE} is refused, the last good values stay: ${why}`;
    if (reason !== refused) log?.error({ file: path.join(folder, LIVE_FILE) }, reason);
    refused = reason;
  }
  function take(next: LiveValues): void {
    refused = undefined;
    unusable = undefined;
    if (JSON.stringify(next) === JSON.stringify(values)) return;
    values = next;
    log?.info({ ...next.mode, paused: next.paused }, "Live settings changed");
    for (const listener of listeners) listener(next);
  }

  look();
  const interval = setInterval(look, LOOK_EVERY_MS).unref();
  const watcher = watchFolder(folder, look);
  return {
    values: () => values,
    look,
    onChange: (listener) => void listeners.push(listener),
    close() {
      clearInterval(interval);
      watcher?.close();
    },
  };
}

// --- internal ---

const LOOK_EVERY_MS = 250;
const SETTLED_AFTER_MS = 200;

function valuesOf(live: LiveSettings, environment: Environment): LiveValues {
  const pausedSource = live.paused === undefined ? "default" : LIVE_FILE;
  return { mode: modeOf(environment, live), paused: live.paused ?? false, pausedSource };
}

function reasonOf(error: unknown): string {
  if (error instanceof LiveSettingsError) return error.message;
  if (error instanceof ConfigError) return error.problems.map(({ message }) => message).join(" ");
  throw error;
}

/** Events make a change quicker to be obeyed, nothing more: where they cannot be had, the looks suffice. */
function watchFolder(folder: string, look: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      // Logs lie in this folder, too.
      if (name === null || name === LIVE_FILE) look();
    });
    return watcher.on("error", () => watcher.close());
  } catch {
    return undefined;
  }
}
