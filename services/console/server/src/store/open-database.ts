import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { StoreInUseError, StoreUnusableError } from "../errors.ts";
import { SCHEMA, SCHEMA_VERSION } from "./schema.ts";

/** A database that only this process uses. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  /** Where a file went that could not be read; undefined where there was none. */
  readonly setAside: string | undefined;
}

/**
 * Opens the console's file, or makes it. The file is this process's alone until it ends, however it ends: the lock is the
 * operating system's. A file of another version, or a broken one, is set aside beside it, and a new one begun.
 *
 * @param file its path, or `:memory:`
 * @throws {StoreInUseError} where another process has it open
 * @throws {StoreUnusableError} where the folder cannot be written
 */
export function openDatabase(file: string): OpenDatabase {
  if (file !== ":memory:") makeFolder(file);
  const first = tryOpen(file);
  if (first !== "broken" && first !== "other version") return { database: first, setAside: undefined };
  const setAside = `${file}.${first === "broken" ? "broken" : "old"}`;
  renameSync(file, setAside);
  for (const suffix of ["-wal", "-shm"]) rmSync(file + suffix, { force: true });
  const second = tryOpen(file);
  if (typeof second === "string") throw new StoreUnusableError(file, `it is ${second}`);
  return { database: second, setAside };
}

// --- internal ---

const BUSY = 5;
const BROKEN = new Set([11, 26]); // SQLITE_CORRUPT, SQLITE_NOTADB

/**
 * A statement that returns no rows tells how many it changed and which row it inserted last, whoever inserted it: the text
 * index notes its deletions in rows whose numbers are beyond JavaScript's, and Node 26 throws at such a one. As big integers
 * they can be told.
 */
class Database extends DatabaseSync {
  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    if (statement.columns().length === 0) statement.setReadBigInts(true);
    return statement;
  }
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new StoreUnusableError(file, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function tryOpen(file: string): DatabaseSync | "broken" | "other version" {
  let database: DatabaseSync | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    // Exclusive before the first read: with it, WAL needs no shared memory, and a second process is refused at once.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    database.exec("PRAGMA temp_store = MEMORY; BEGIN EXCLUSIVE; COMMIT;");
    const version = versionOf(database);
    if (version === SCHEMA_VERSION) return database;
    if (version === 0) {
      create(database);
      return database;
    }
    database.close();
    return "other version";
  } catch (error) {
    database?.close();
    const code = (error as { errcode?: number }).errcode;
    if (code !== undefined && (code & 0xff) === BUSY) throw new StoreInUseError(file, { cause: error });
    if (code !== undefined && BROKEN.has(code & 0xff)) return "broken";
    throw new StoreUnusableError(file, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

function create(database: DatabaseSync): void {
  database.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`);
  const insert = database.prepare("INSERT INTO meta VALUES (?, ?)");
  insert.run("store", randomUUID().slice(0, 8));
  insert.run("change", "0");
  insert.run("evicted", "0");
  database.exec("COMMIT");
}
