import { closeSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { EmulatorError } from "../errors.ts";
import { loadSqlite } from "./load-sqlite.ts";
import { APPLICATION_ID, receiveAttempts, SCHEMA_VERSION, schema } from "./schema.ts";

/**
 * Opens the file, or makes it, and keeps every other process out until it is closed or this process ends, however it
 * ends.
 *
 * @throws {EmulatorError} it is open elsewhere, is not an emulator's, is of a newer one, or cannot be used
 */
export function openDataFile(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    createFile(file);
    database = new (loadSqlite().DatabaseSync)(file, { timeout: 0 });
    // Before anything is read: the lock that is taken then is kept.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    if (isNew(database, file)) database.exec(`BEGIN EXCLUSIVE; ${schema} COMMIT`);
    database.exec(settings);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof EmulatorError ? error : toRefusal(error as Error, file);
  }
}

// --- internal ---

/**
 * A commit has reached the operating system before a call is answered, so it outlives this process whatever kills it.
 * With `synchronous = NORMAL` it is not forced to the disk: when the machine itself loses power the last commits may be
 * gone, and what is left is whole. The log of commits is folded into the file every 16 MiB.
 */
const settings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 4000;
  BEGIN EXCLUSIVE;
  ${receiveAttempts}
  COMMIT;
`;

/**
 * Messages are nobody else's to read; SQLite gives its other files the same permissions. A file that exists is not
 * opened here: closing it would give up the lock of whoever has it open in this process (POSIX's rule).
 */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

const NEW_FILE = "give the name of a file that does not exist yet";

/** Reads only, so that a file that is someone else's stays as it is. */
function isNew(database: DatabaseSync, file: string): boolean {
  const read = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const owner = read("PRAGMA application_id");
  if (owner === 0 && read("SELECT count(*) FROM sqlite_schema") === 0) return true;
  if (owner !== APPLICATION_ID) {
    throw cannotOpen(`Expected ${file} to hold the queues of an emulator, got another program's database; ${NEW_FILE}`);
  }
  const version = read("PRAGMA user_version");
  if (version > SCHEMA_VERSION) {
    throw cannotOpen(
      `Expected ${file} to be of version ${SCHEMA_VERSION} or older, got ${version}, which a newer emulator has written; start that one, or ${NEW_FILE}`,
    );
  }
  return false;
}

function toRefusal(cause: Error & { code?: string; errcode?: number; errstr?: string }, file: string): EmulatorError {
  // The lowest byte is the result code, those above it say more (https://www.sqlite.org/rescode.html).
  switch ((cause.errcode ?? 0) & 0xff) {
    case 5:
      return cannotOpen(
        `Expected ${file} to be this emulator's alone, got one that another process has open; end that one, or choose another file`,
        cause,
      );
    case 11:
      return cannotOpen(`Expected ${file} to be whole, got a damaged database; restore it, or ${NEW_FILE}`, cause);
    case 26:
      return cannotOpen(
        `Expected ${file} to hold the queues of an emulator, got a file of another kind; ${NEW_FILE}`,
        cause,
      );
    default:
      return cannotOpen(
        `Expected ${file} to be a file that can be read and written, in a folder that exists, got ${cause.message}`,
        cause,
      );
  }
}

function cannotOpen(message: string, cause?: Error): EmulatorError {
  return new EmulatorError("CannotOpenData", message, { cause });
}
