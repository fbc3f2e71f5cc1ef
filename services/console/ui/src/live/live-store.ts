import type { MessageSummary } from "@letsgo/console-api";
import type { StreamState } from "./connect-stream.ts";

/** What the stream tells about messages, for views that are open. */
export interface LiveStore {
  readonly state: StreamState;
  setState(state: StreamState): void;
  onState(listener: () => void): () => void;
  /** The stream tells what came after this change. */
  begin(change: number): void;
  /** Calls back once something that came after this change will not be told: at once, or when the stream begins too late. */
  onGap(change: number, listener: () => void): () => void;
  /** Tells everyone who listens. */
  tell(messages: readonly MessageSummary[]): void;
  onMessages(listener: (messages: readonly MessageSummary[]) => void): () => void;
  /** The last that were told, so that a list misses nothing that was told while its first page was on its way. */
  recent(): readonly MessageSummary[];
  /** The server's history is another one, or went on unseen: ask everything again. */
  resync(): void;
  onResync(listener: () => void): () => void;
}

export function createLiveStore(): LiveStore {
  let state: StreamState = "connecting";
  let recent: readonly MessageSummary[] = [];
  let began: number | undefined;
  const states = new Set<() => void>();
  const messages = new Set<(messages: readonly MessageSummary[]) => void>();
  const resyncs = new Set<() => void>();
  const begins = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    setState(next) {
      if (next === state) return;
      state = next;
      for (const listener of states) listener();
    },
    onState: (listener) => subscribe(states, listener),
    begin(change) {
      began = change;
      for (const listener of begins) listener();
    },
    onGap(change, listener) {
      const look = () => {
        if (began !== undefined && began > change) listener();
      };
      look();
      return subscribe(begins, look);
    },
    tell(batch) {
      if (batch.length === 0) return;
      recent = [...recent, ...batch].slice(-RECENT);
      for (const listener of messages) listener(batch);
    },
    onMessages: (listener) => subscribe(messages, listener),
    recent: () => recent,
    resync() {
      recent = [];
      // What is asked from now on misses nothing; and the changes of another history have other numbers.
      began = undefined;
      for (const listener of resyncs) listener();
    },
    onResync: (listener) => subscribe(resyncs, listener),
  };
}

// --- internal ---

const RECENT = 1_000;

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}
