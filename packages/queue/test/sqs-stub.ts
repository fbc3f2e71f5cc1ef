import { hash, randomUUID } from "node:crypto";
import { queueSettingsOf } from "@letsgo/config";
import { type ReceivedRequest, startHttpServer } from "./http-server.ts";

/** One entry of a SendMessageBatch as it came. */
export interface StubEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
}

/** How an entry fails; undefined takes it. */
export type EntryFault = { readonly Code: string; readonly SenderFault: boolean } | undefined;

/** An SQS of our own making that takes batches, and fails the entries that it is told to fail. */
export async function startSqsStub(faultOf: (entry: StubEntry, call: number) => EntryFault) {
  const server = await startHttpServer((response, request, call) => {
    const entries = entriesOf(request);
    const faults = new Map(entries.map((entry) => [entry, faultOf(entry, call)]));
    const answer = {
      Successful: entries.filter((entry) => !faults.get(entry)).map(toSuccess),
      Failed: entries
        .filter((entry) => faults.get(entry))
        .map((entry) => ({ Id: entry.Id, ...faults.get(entry), Message: "as told" })),
    };
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer));
  });
  return {
    server,
    settings: (queueName = "stub") =>
      queueSettingsOf({
        AWS_ENDPOINT_URL_SQS: server.url,
        LETSGO_QUEUE_URL: `${server.url}/000000000000/${queueName}`,
        LETSGO_WORKER_MAX_MESSAGE_SIZE: "1048576",
      }),
    /** The batches that came, in order. */
    batches: () => server.requests.map(entriesOf),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** What a message's payload was. */
export function payloadOf({ MessageBody }: Pick<StubEntry, "MessageBody">): unknown {
  return (JSON.parse(MessageBody) as { payload: unknown }).payload;
}

// --- internal ---

/** The digest is the SDK's check that the body arrived whole. */
function toSuccess({ Id, MessageBody }: StubEntry) {
  return { Id, MessageId: randomUUID(), MD5OfMessageBody: hash("md5", MessageBody) };
}

function entriesOf({ body }: ReceivedRequest): StubEntry[] {
  return (JSON.parse(body) as { Entries: StubEntry[] }).Entries;
}
