import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Store } from "../engine/store.ts";
import { EmulatorError } from "../errors.ts";
import type { Changes, Queue, State } from "../state/model.ts";
import { keyOf } from "../state/queues.ts";
import { openDataFile } from "./open-data-file.ts";
import { restoreState } from "./restore-state.ts";
import { prepareStatements, type Statements } from "./statements.ts";
import { writeAttempt, writeDeduplication, writeMessage } from "./write-messages.ts";

/**
 * Keeps queues and messages in a file.
 *
 * @throws {EmulatorError} the file is open elsewhere, is not an emulator's, or cannot be used
 */
export function openSqliteStore(file: string): Store {
  return new SqliteStore(path.resolve(file));
}

// --- internal ---

class SqliteStore implements Store {
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  /** The rows of queues. */
  #ids = new WeakMap<Queue, number>();
  /** Messages of this number and above have not been written yet. */
  #firstNewNumber = 1;

  constructor(file: string) {
    this.#file = file;
    this.#database = openDataFile(file);
    this.#statements = prepareStatements(this.#database);
  }

  restore(state: State): number {
    try {
      const { queues, time } = restoreState(this.#database, state);
      this.#ids = new WeakMap([...queues].map(([id, queue]) => [queue, id]));
      this.#firstNewNumber = state.nextNumber;
      return time;
    } catch (cause) {
      throw new EmulatorError("CannotOpenData", `Expected to read ${this.#file}, got: ${textOf(cause)}`, { cause });
    }
  }

  write(state: State, changes: Changes, time: number): void {
    const { begin, commit, setEmulator } = this.#statements;
    try {
      begin.run();
      this.#writeAll(state, changes);
      setEmulator.run(time, state.nextNumber);
      commit.run();
      this.#firstNewNumber = state.nextNumber;
    } catch (cause) {
      this.#undo();
      const message = `Expected to write to ${this.#file}, got: ${textOf(cause)}. Nothing is accepted until that works again, and nothing that was accepted is lost; is there room on the disk?`;
      throw new EmulatorError("CannotWriteData", message, { cause });
    }
  }

  close(): void {
    this.#database.close();
  }

  #writeAll(state: State, { emptied, queues, messages, deduplications, attempts }: Changes): void {
    for (const queue of emptied) this.#empty(queue);
    // A name may be deleted and used again within one write.
    for (const queue of queues) if (queue.isDeleted) this.#deleteQueue(state, queue);
    for (const queue of queues) if (!queue.isDeleted) this.#writeQueue(queue);
    for (const message of messages) {
      const isNew = message.number >= this.#firstNewNumber;
      const queueId = this.#ids.get(message.queue);
      if (queueId !== undefined) writeMessage(this.#statements, message, { queueId, isNew });
    }
    for (const deduplication of deduplications) {
      const queueId = this.#ids.get(deduplication.queue);
      if (queueId !== undefined) writeDeduplication(this.#statements, deduplication, { queueId });
    }
    for (const attempt of attempts) {
      const queueId = this.#ids.get(attempt.queue);
      if (queueId !== undefined) writeAttempt(this.#statements, attempt, { queueId });
    }
  }

  #empty(queue: Queue): void {
    const id = this.#ids.get(queue);
    if (id === undefined) return;
    this.#statements.deleteDeliveriesOfQueue.run(id);
    this.#statements.deleteMessagesOfQueue.run(id);
    this.#statements.deleteDeduplicationsOfQueue.run(id);
    this.#statements.deleteAttemptsOfQueue.run(id);
  }

  #writeQueue(queue: Queue): void {
    const { region, accountId, name, createdAt, modifiedAt, purgedAt = null, attributes, tags, moveTasks } = queue;
    const texts = [Object.fromEntries(attributes), Object.fromEntries(tags), moveTasks].map((of) => JSON.stringify(of));
    const id = this.#ids.get(queue);
    if (id !== undefined) this.#statements.setQueue.run(modifiedAt, purgedAt, ...texts, id);
    else {
      const address = [region, accountId, name];
      const added = this.#statements.addQueue.run(...address, createdAt, modifiedAt, purgedAt, ...texts);
      this.#ids.set(queue, Number(added.lastInsertRowid));
    }
  }

  #deleteQueue({ deletedAt }: State, queue: Queue): void {
    const id = this.#ids.get(queue);
    if (id !== undefined) this.#statements.deleteQueue.run(id);
    this.#ids.delete(queue);
    const at = deletedAt.get(keyOf(queue));
    if (at !== undefined) this.#statements.addDeletedQueue.run(keyOf(queue), at);
    const [oldest = at] = deletedAt.values();
    if (oldest !== undefined) this.#statements.deleteDeletedQueues.run(oldest);
  }

  /** Also folds the log of commits into the file, which may make the room that was missing. */
  #undo(): void {
    for (const sql of ["ROLLBACK", "PRAGMA wal_checkpoint(TRUNCATE)"]) {
      try {
        this.#database.exec(sql);
      } catch {
        // SQLite has rolled back by itself, or there is still no room: what is on disk is as it was.
      }
    }
  }
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
