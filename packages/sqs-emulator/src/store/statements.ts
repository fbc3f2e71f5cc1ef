import type { DatabaseSync } from "node:sqlite";

export type Statements = ReturnType<typeof prepareStatements>;

/** Every statement that writes, prepared once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    begin: prepare("BEGIN IMMEDIATE"),
    commit: prepare("COMMIT"),
    setEmulator: prepare("UPDATE emulator SET time = ?, next_number = ?"),
    addQueue: prepare(`INSERT INTO queues
      (region, account_id, name, created_at, modified_at, purged_at, attributes, tags, move_tasks) VALUES (${marks(9)})`),
    setQueue: prepare(
      "UPDATE queues SET modified_at = ?, purged_at = ?, attributes = ?, tags = ?, move_tasks = ? WHERE id = ?",
    ),
    deleteQueue: prepare("DELETE FROM queues WHERE id = ?"),
    addDeletedQueue: prepare(`INSERT OR REPLACE INTO deleted_queues (key, deleted_at) VALUES (${marks(2)})`),
    deleteDeletedQueues: prepare("DELETE FROM deleted_queues WHERE deleted_at < ?"),
    addMessage: prepare(`INSERT INTO messages VALUES (${marks(15)})`),
    deleteMessage: prepare("DELETE FROM messages WHERE number = ?"),
    setDelivery: prepare(`INSERT OR REPLACE INTO deliveries VALUES (${marks(5)})`),
    deleteDelivery: prepare("DELETE FROM deliveries WHERE number = ?"),
    deleteDeliveriesOfQueue: prepare(
      "DELETE FROM deliveries WHERE number IN (SELECT number FROM messages WHERE queue = ?)",
    ),
    deleteMessagesOfQueue: prepare("DELETE FROM messages WHERE queue = ?"),
    setDeduplication: prepare(`INSERT OR REPLACE INTO deduplications VALUES (${marks(5)})`),
    deleteDeduplication: prepare("DELETE FROM deduplications WHERE queue = ? AND key = ?"),
    deleteDeduplicationsOfQueue: prepare("DELETE FROM deduplications WHERE queue = ?"),
    setAttempt: prepare(`INSERT OR REPLACE INTO receive_attempts VALUES (${marks(4)})`),
    deleteAttempt: prepare("DELETE FROM receive_attempts WHERE queue = ? AND attempt_id = ?"),
    deleteAttemptsOfQueue: prepare("DELETE FROM receive_attempts WHERE queue = ?"),
  };
}

// --- internal ---

function marks(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}
