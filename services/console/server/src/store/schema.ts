import { AWAITS_DLQ } from "./derive-state.ts";

/** Raised with every change of the tables; a file of another version is set aside. */
export const SCHEMA_VERSION = 3;

/**
 * The tables. `message` in the others is `messages.position`. Counts are kept by triggers, never counted: they agree with the
 * rows in every transaction. `search` holds no text of its own, only the index.
 */
export const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE shippers (
  id TEXT PRIMARY KEY, service TEXT NOT NULL, pid INTEGER NOT NULL, startedAt INTEGER NOT NULL, lastAt INTEGER NOT NULL,
  sequence INTEGER NOT NULL, toldAt INTEGER NOT NULL, events INTEGER NOT NULL, malformed INTEGER NOT NULL, dropped INTEGER NOT NULL,
  droppedByName TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE losses (
  shipper TEXT NOT NULL, service TEXT NOT NULL, fromAt INTEGER NOT NULL, toAt INTEGER NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY (shipper, fromAt)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  service TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, error TEXT, since INTEGER NOT NULL, lastAt INTEGER NOT NULL,
  times INTEGER NOT NULL, endedAt INTEGER, PRIMARY KEY (service, name, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change INTEGER NOT NULL,
  type TEXT, state TEXT NOT NULL, note TEXT, mode TEXT, attempts INTEGER NOT NULL DEFAULT 0,
  firstAt INTEGER NOT NULL, changedAt INTEGER NOT NULL, recheckAt INTEGER, visibleAt INTEGER,
  acceptedAt INTEGER, dueAt INTEGER, refusedAt INTEGER, hoppedAt INTEGER, hopVisibleAt INTEGER,
  redrivenAt INTEGER, deadAt INTEGER, inferred INTEGER NOT NULL DEFAULT 0, goneAt INTEGER,
  removedAt INTEGER, removedNote TEXT,
  queueWaitMs INTEGER, handlerMs INTEGER, traceId TEXT, lastError TEXT, parentId TEXT, replayOf TEXT,
  payload TEXT, payloadCut INTEGER NOT NULL DEFAULT 0, payloadBytes INTEGER, body TEXT, bodyBytes INTEGER, bodyCut INTEGER NOT NULL DEFAULT 0, masked TEXT, bytes INTEGER, attributes TEXT,
  queue TEXT, sqsMessageId TEXT, omitted INTEGER NOT NULL DEFAULT 0, eventCount INTEGER NOT NULL DEFAULT 0, logCount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX messages_by_state ON messages (state, position);
CREATE INDEX messages_by_type ON messages (type, position);
CREATE INDEX messages_by_change ON messages (change);
CREATE INDEX messages_by_recheck ON messages (recheckAt) WHERE recheckAt IS NOT NULL;
CREATE INDEX messages_awaited ON messages (position) WHERE note = '${AWAITS_DLQ}';
CREATE INDEX messages_by_trace ON messages (traceId) WHERE traceId IS NOT NULL;
CREATE INDEX messages_by_parent ON messages (parentId) WHERE parentId IS NOT NULL;
CREATE INDEX messages_by_original ON messages (replayOf) WHERE replayOf IS NOT NULL;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL, deliveryId TEXT NOT NULL, service TEXT NOT NULL,
  mode TEXT, receiveCount INTEGER, receivedAt INTEGER, startedAt INTEGER, endedAt INTEGER,
  outcome TEXT, willRetry INTEGER, error TEXT, visibleAt INTEGER, returnedAt INTEGER, deletedAt INTEGER, reason TEXT,
  UNIQUE (message, deliveryId)
) STRICT;

CREATE TABLE events (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, service TEXT NOT NULL,
  facts TEXT
) STRICT;
CREATE INDEX events_by_message ON events (message, at);

CREATE TABLE logs (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL, deliveryId TEXT, at INTEGER NOT NULL, level TEXT NOT NULL,
  service TEXT NOT NULL, text TEXT NOT NULL, fields TEXT
) STRICT;
CREATE INDEX logs_by_message ON logs (message, at);

CREATE VIRTUAL TABLE search USING fts5 (body, error, content='', contentless_delete=1, tokenize='unicode61');

CREATE TABLE tallies (type TEXT NOT NULL, state TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (type, state)) STRICT, WITHOUT ROWID;
CREATE TABLE state_tallies (state TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER messages_in AFTER INSERT ON messages BEGIN
  INSERT INTO tallies VALUES (ifnull(new.type, ''), new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO state_tallies VALUES (new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER messages_out AFTER DELETE ON messages BEGIN
  UPDATE tallies SET n = n - 1 WHERE type = ifnull(old.type, '') AND state = old.state;
  DELETE FROM tallies WHERE type = ifnull(old.type, '') AND state = old.state AND n <= 0;
  UPDATE state_tallies SET n = n - 1 WHERE state = old.state;
END;
CREATE TRIGGER messages_moved AFTER UPDATE OF type, state ON messages
  WHEN old.state <> new.state OR old.type IS NOT new.type BEGIN
  UPDATE tallies SET n = n - 1 WHERE type = ifnull(old.type, '') AND state = old.state;
  DELETE FROM tallies WHERE type = ifnull(old.type, '') AND state = old.state AND n <= 0;
  INSERT INTO tallies VALUES (ifnull(new.type, ''), new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  UPDATE state_tallies SET n = n - 1 WHERE state = old.state;
  INSERT INTO state_tallies VALUES (new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TABLE seen_types (type TEXT PRIMARY KEY, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counts (
  grain INTEGER NOT NULL, start INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (grain, start, type, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE latencies (
  grain INTEGER NOT NULL, start INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, bin INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (grain, start, type, name, bin)
) STRICT, WITHOUT ROWID;
CREATE TABLE depths (
  at INTEGER PRIMARY KEY, waiting INTEGER, inFlight INTEGER, delayed INTEGER, dlq INTEGER
) STRICT;
`;
