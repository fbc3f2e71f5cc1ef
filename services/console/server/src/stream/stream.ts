import type { ServerResponse } from "node:http";
import type { Status, StreamEvents } from "@letsgo/console-api";
import { countStates } from "../store/count-states.ts";
import type { Store } from "../store/store.ts";
import { changesAfter } from "./changes-after.ts";

/** Tells every listening browser what changed. */
export interface Stream {
  /**
   * Listens from now on, or from where the id of the last event left off.
   *
   * @returns false where there is no room for another listener
   */
  open(response: ServerResponse, lastEventId: string | undefined): boolean;
  /** Tells something that has no place in the order of changes; a new listener hears the last of each at once, and the status as it is. */
  tell<N extends "queues" | "status" | "redrive">(name: N, data: StreamEvents[N]): void;
  readonly listeners: number;
  /** Ends all of it. */
  close(): void;
}

/** Options of {@link createStream}. */
export interface StreamOptions {
  /** How long changes gather before they are told, in milliseconds. @default 150 */
  readonly gatherMs?: number;
  /** How often a comment is sent, in milliseconds. @default 15000 */
  readonly heartbeatMs?: number;
  /** How far a listener may lag behind before it is told to ask anew, in changes. @default 5000 */
  readonly maxLag?: number;
  /** What a new listener hears of the status at once: what was told last may be old where nobody listened since. */
  readonly statusNow?: () => Status;
}

/**
 * Nothing is buffered for a listener: what it has not been told yet is looked up by the number of its last change once its
 * connection takes more. So one that sleeps costs nothing, and one that comes back resumes, whichever server it asks.
 */
export function createStream(store: Store, options: StreamOptions = {}): Stream {
  const { gatherMs = 150, heartbeatMs = 15_000, maxLag = 5000 } = options;
  const clients = new Set<Client>();
  const lasts = new Map<string, unknown>();
  let gathering: NodeJS.Timeout | undefined;

  const pump = (client: Client) => {
    while (!client.isFull && client.sent < store.change) {
      if (store.change - client.sent > maxLag) {
        resync(client, "Expected the page to follow, got more changes than it can be told.");
        return;
      }
      const messages = changesAfter(store, client.sent);
      // What is left of the numbers belongs to messages that changed again or were evicted.
      client.sent = messages.at(-1)?.change ?? store.change;
      if (messages.length === 0) return;
      tellMessages(client, store, messages);
    }
  };
  const resync = (client: Client, reason: string) => {
    client.sent = store.change;
    write(client, toFrame("resync", { reason }, `${store.id}.${client.sent}`));
  };
  const unsubscribe = store.onChange(() => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const client of clients) pump(client);
    }, gatherMs);
  });
  const heartbeat = setInterval(() => {
    for (const client of clients) if (!client.isFull) write(client, ": here\n\n");
  }, heartbeatMs);
  const tellAll = (frame: string) => {
    // A listener whose connection is full hears the next one.
    for (const client of clients) if (!client.isFull) write(client, frame);
  };

  return {
    get listeners() {
      return clients.size;
    },
    open(response, lastEventId) {
      if (clients.size >= MAX_CLIENTS) return false;
      const client: Client = { response, sent: store.change, isFull: false };
      clients.add(client);
      response.on("close", () => clients.delete(client));
      response.on("drain", () => {
        client.isFull = false;
        pump(client);
      });
      begin(client, { store, lastEventId, lasts, resync, pump });
      if (options.statusNow) write(client, toFrame("status", options.statusNow()));
      return true;
    },
    tell(name, data) {
      if (name !== "status") lasts.set(name, data);
      tellAll(toFrame(name, data));
    },
    close() {
      unsubscribe();
      clearTimeout(gathering);
      clearInterval(heartbeat);
      for (const { response } of clients) response.end();
      clients.clear();
    },
  };
}

// --- internal ---

const MAX_CLIENTS = 100;

interface Client {
  readonly response: ServerResponse;
  /** Number of the last change that it was told. */
  sent: number;
  /** Does its connection take no more for now? */
  isFull: boolean;
}

interface Beginning {
  readonly store: Store;
  readonly lastEventId: string | undefined;
  readonly lasts: ReadonlyMap<string, unknown>;
  readonly resync: (client: Client, reason: string) => void;
  readonly pump: (client: Client) => void;
}

function begin(client: Client, { store, lastEventId, lasts, resync, pump }: Beginning): void {
  client.response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
  write(client, "retry: 1000\n\n");
  const [storeId, change] = lastEventId?.split(".") ?? [];
  if (lastEventId === undefined) tellMessages(client, store, []);
  else if (storeId !== store.id || !/^\d{1,15}$/.test(change ?? "") || Number(change) > store.change) {
    resync(client, "Expected the id of an event of this store, got another one: its history is not this one's.");
  } else {
    client.sent = Number(change);
    pump(client);
  }
  for (const [name, data] of lasts) write(client, toFrame(name, data));
}

/** With the counts of that very moment: rows and counts must agree, also where the connection breaks off behind them. */
function tellMessages(client: Client, store: Store, changed: ReturnType<typeof changesAfter>): void {
  const messages = changed.map(({ summary }) => summary);
  const data: StreamEvents["messages"] = { messages, states: countStates(store) };
  write(client, toFrame("messages", data, `${store.id}.${client.sent}`));
}

function write(client: Client, frame: string): void {
  if (!client.response.write(frame)) client.isFull = true;
}

/** JSON has no raw line breaks, so one data line is enough whatever a payload holds. */
function toFrame(name: string, data: unknown, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
