import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import type { SQSRecord } from "aws-lambda";
import type { Envelope } from "../envelope.ts";
import { publish } from "../events.ts";
import { identityOf } from "../receive/identity-of.ts";
import { toCopy } from "../receive/to-copy.ts";
import { createSqsTransport } from "../transports/sqs-transport.ts";
import type { Transport } from "../transports/transport.ts";
import { deleteRecords, receivePage, releaseRecords } from "./receive-page.ts";

/** Where copies go from and to. */
export interface CopyRoute {
  readonly client: SQSClient;
  readonly settings: QueueSettings;
  readonly fromUrl: string;
  readonly toUrl: string;
  readonly onProgress: (moved: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends received messages to another queue and then deletes them, in this order: a crash between leaves a message twice,
 * never not at all. One that is not taken stays where it is, visible.
 *
 * @throws the first error that the other queue has answered, once the others are moved
 */
export async function copyMessages(records: readonly SQSRecord[], route: CopyRoute, movedBefore = 0): Promise<number> {
  const transport = createSqsTransport({
    client: route.client,
    settings: { ...route.settings, queueUrl: route.toUrl },
  });
  let moved = 0;
  for (let start = 0; start < records.length; start += 10) {
    const page = records.slice(start, start + 10);
    if (route.signal.aborted) await releaseRecords(route.client, route.fromUrl, page);
    else moved += await copyPage(page, transport, route);
    route.onProgress(movedBefore + moved);
  }
  return moved;
}

/** As {@link copyMessages}, everything that is visible, once. */
export async function copyAll(route: CopyRoute): Promise<number> {
  const seen = new Set<string>();
  let moved = 0;
  while (!route.signal.aborted) {
    const page = await receivePage(route.client, route.fromUrl);
    // A message that has failed again already is not moved in a circle.
    const again = page.filter((record) => seen.has(identityOf(record)));
    const fresh = page.filter((record) => !seen.has(identityOf(record)));
    for (const record of fresh) seen.add(identityOf(record));
    await releaseRecords(route.client, route.fromUrl, again);
    if (fresh.length === 0) return moved;
    moved += await copyMessages(fresh, route, moved);
  }
  return moved;
}

// --- internal ---

async function copyPage(records: readonly SQSRecord[], transport: Transport, route: CopyRoute): Promise<number> {
  const fifo = route.toUrl.endsWith(".fifo");
  const outcomes = await transport.send(records.map((record) => toRedriven(record, fifo)));
  const taken = records.filter((_, index) => outcomes[index]?.accepted);
  await deleteRecords(route.client, route.fromUrl, taken);
  for (const record of taken) publish({ name: "redriven", messageId: identityOf(record) });
  const refused = records.filter((_, index) => !outcomes[index]?.accepted);
  await releaseRecords(route.client, route.fromUrl, refused);
  for (const outcome of outcomes) if (!outcome.accepted) throw outcome.error;
  return taken.length;
}

/**
 * On a FIFO queue the group stays, and the deduplication id is the dead letter's own id: the original's would be swallowed
 * within 5 minutes (D31), and the delete then lose the message.
 */
function toRedriven(record: SQSRecord, fifo: boolean): Envelope {
  const copy = toCopy(record);
  return fifo ? { ...copy, deduplicationId: record.messageId } : copy;
}
