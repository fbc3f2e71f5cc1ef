import { linkSync, mkdirSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file that must not exist yet. It appears with its content in one step: no reader sees it half written.
 *
 * @returns false where the file exists
 */
export function writeExclusively(file: string, text: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}
