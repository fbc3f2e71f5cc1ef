import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { whileFileLocked } from "./file-lock.ts";
import { type LiveSettings, LiveSettingsError, parseLiveSettings } from "./live-settings.ts";

/** The file's name in the state folder. */
export const LIVE_FILE = "live.json";

/**
 * Reads the live settings that the folder holds now; none where there is no file.
 *
 * @throws {LiveSettingsError} where the file's text cannot be used
 * @throws the system's error where the file cannot be read
 */
export function readLiveSettings(folder: string): LiveSettings {
  const text = readLiveText(folder);
  return text === undefined ? {} : parseLiveSettings(text);
}

/** The file's text; undefined where there is no file. */
export function readLiveText(folder: string): string | undefined {
  try {
    return readFileSync(path.join(folder, LIVE_FILE), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Changes the live settings. Of several processes that do it at the same time each sees the others' changes: none is lost.
 *
 * @param change makes all of the new settings from those of now; where the file cannot be used, from none, and it gets the
 *   reason
 * @returns the new settings
 * @throws the system's error where the folder cannot be written to; what `change` throws, and then nothing is changed
 * @example
 * updateLiveSettings(folder, (before) => ({ ...before, mode: "direct" }));
 */
export function updateLiveSettings(
  folder: string,
  change: (before: LiveSettings, refused?: LiveSettingsError) => LiveSettings,
): LiveSettings {
  mkdirSync(folder, { recursive: true });
  return whileFileLocked(path.join(folder, `${LIVE_FILE}.lock`), () => {
    const settings = changed(folder, change);
    writeLiveSettings(folder, settings);
    return settings;
  });
}

/**
 * Writes the live settings in one step: a reader sees the old file or the new one, whole. Processes that watch the folder
 * obey within a quarter of a second.
 *
 * @param settings all of them: a value that is absent is the environment's from now on
 * @throws the system's error where the folder cannot be written to
 */
export function writeLiveSettings(folder: string, settings: LiveSettings): void {
  const text = `${JSON.stringify(settings)}\n`;
  parseLiveSettings(text);
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `${LIVE_FILE}.${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    // Readable by all, whatever the umask: containers read it as another user.
    chmodSync(draft, 0o644);
    renameSync(draft, path.join(folder, LIVE_FILE));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Deletes the live settings, so that the environment counts again. */
export function deleteLiveSettings(folder: string): void {
  rmSync(path.join(folder, LIVE_FILE), { force: true });
}

// --- internal ---

function changed(folder: string, change: Parameters<typeof updateLiveSettings>[1]): LiveSettings {
  let before: LiveSettings;
  try {
    before = readLiveSettings(folder);
  } catch (error) {
    if (error instanceof LiveSettingsError) return change({}, error);
    throw error;
  }
  return change(before);
}
