/** "SQSE" in ASCII: by it a file says whose it is. */
export const APPLICATION_ID = 0x53_51_53_45;

/** Higher with every change of the tables that an older emulator cannot read. */
export const SCHEMA_VERSION = 1;

/** Files of before it lack this table, and an emulator of then leaves it alone: it makes no new version. */
export const receiveAttempts = `
  CREATE TABLE IF NOT EXISTS receive_attempts (
    queue INTEGER NOT NULL,
    attempt_id TEXT NOT NULL,
    received TEXT NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (queue, attempt_id)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * What a sender sent is written once, and what receives change stands beside it, so that a receive never writes a body
 * anew. A message without a row in `deliveries` waits for its first receive. Times are REAL: those of move tasks fall
 * between milliseconds.
 */
export const schema = `
  CREATE TABLE emulator (time REAL NOT NULL, next_number INTEGER NOT NULL) STRICT;
  INSERT INTO emulator VALUES (0, 1);
  CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    region TEXT NOT NULL,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at REAL NOT NULL,
    modified_at REAL NOT NULL,
    purged_at REAL,
    attributes TEXT NOT NULL,
    tags TEXT NOT NULL,
    move_tasks TEXT NOT NULL,
    UNIQUE (region, account_id, name)
  ) STRICT;
  CREATE TABLE deleted_queues (key TEXT PRIMARY KEY, deleted_at REAL NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    queue INTEGER NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    md5_of_body TEXT NOT NULL,
    attributes TEXT,
    md5_of_attributes TEXT,
    trace_header TEXT,
    sender_id TEXT NOT NULL,
    group_id TEXT,
    deduplication_id TEXT,
    bytes INTEGER NOT NULL,
    sent_at REAL NOT NULL,
    received_elsewhere INTEGER NOT NULL,
    dead_letter_source TEXT
  ) STRICT;
  CREATE INDEX messages_of_queue ON messages (queue);
  CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    visible_at REAL NOT NULL,
    receive_count INTEGER NOT NULL,
    first_received_at REAL
  ) STRICT;
  CREATE TABLE deduplications (
    queue INTEGER NOT NULL,
    key TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sequence_number TEXT NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (queue, key)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
