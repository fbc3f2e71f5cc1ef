import type { DatabaseSync } from "node:sqlite";
import { type KeptMessage, putBack } from "../state/messages.ts";
import type { MessageState, Queue, State } from "../state/model.ts";

/** Puts every message back where it was. */
export function restoreMessages(database: DatabaseSync, state: State, queues: ReadonlyMap<number, Queue>): void {
  const statement = database.prepare(sql);
  // Arrays, so many at a time, take half as long as objects one by one.
  statement.setReturnArrays(true);
  const shared = new Map<string, string>();
  for (let after = 0; ; ) {
    const rows = statement.all(after, CHUNK) as unknown as Row[];
    for (const row of rows) putBack(state, queues.get(row[1]) as Queue, toKept(row, shared));
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last[0];
  }
}

// --- internal ---

const CHUNK = 300;

const sql = `
  SELECT messages.number, queue, id, body, md5_of_body, attributes, md5_of_attributes, trace_header, sender_id, group_id,
    deduplication_id, bytes, sent_at, received_elsewhere, dead_letter_source,
    state, visible_at, receive_count, first_received_at
  FROM messages LEFT JOIN deliveries USING (number) WHERE messages.number > ? ORDER BY messages.number LIMIT ?
`;

type Row = readonly [
  number: number,
  queue: number,
  id: string,
  body: string,
  md5OfBody: string,
  attributes: string | null,
  md5OfAttributes: string | null,
  traceHeader: string | null,
  senderId: string,
  groupId: string | null,
  deduplicationId: string | null,
  bytes: number,
  sentAt: number,
  receivedElsewhere: number,
  deadLetterSource: string | null,
  // Null where the message has had no delivery.
  state: MessageState | null,
  visibleAt: number | null,
  receiveCount: number | null,
  firstReceivedAt: number | null,
];

/** @param shared texts that many messages have, so that they have one */
function toKept(row: Row, shared: Map<string, string>): KeptMessage {
  const [number, , id, body, md5OfBody, attributes, md5OfAttributes, traceHeader, senderId, ...more] = row;
  const [groupId, deduplicationId, bytes, sentAt, receivedElsewhere, deadLetterSource, ...delivery] = more;
  const [state, visibleAt, receiveCount, firstReceivedAt] = delivery;
  return {
    number,
    id,
    content: {
      body,
      md5OfBody,
      attributes: attributes === null ? undefined : JSON.parse(attributes),
      md5OfAttributes: md5OfAttributes ?? undefined,
      traceHeader: traceHeader ?? undefined,
      senderId: share(senderId, shared),
      groupId: groupId ?? undefined,
      deduplicationId: deduplicationId ?? undefined,
      bytes,
    },
    sentAt,
    state: state ?? "waiting",
    visibleAt: visibleAt ?? sentAt,
    receiveCount: receiveCount ?? 0,
    receivedElsewhere,
    firstReceivedAt: firstReceivedAt ?? undefined,
    deadLetterSource: deadLetterSource === null ? undefined : share(deadLetterSource, shared),
  };
}

function share(text: string, shared: Map<string, string>): string {
  const known = shared.get(text);
  if (known === undefined) shared.set(text, text);
  return known ?? text;
}
