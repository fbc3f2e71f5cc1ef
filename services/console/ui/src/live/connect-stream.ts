import { type StreamEvents, streamEventNames } from "@letsgo/console-api";

/** How the stream is: `connecting` at first, `lost` once it broke off. */
export type StreamState = "connecting" | "open" | "lost";

/** What is done with what the stream tells. */
export interface StreamHandlers {
  /** Listening has begun behind this change; what came before it is not told. */
  onBegin(change: number): void;
  onEvent<N extends keyof StreamEvents>(name: N, data: StreamEvents[N]): void;
  onState(state: StreamState): void;
}

/** Opens an event source that resumes from an id; the empty id is the present. */
export type OpenEventSource = (lastEventId: string) => EventSource;

/** The server tells its status every second; so long a silence means a laptop that slept, or a server that hangs. */
const SILENCE_MS = 8_000;

/**
 * Listens to the stream for ever: an event source that ended, or that has been silent for too long, is replaced by one that
 * resumes where it left off.
 *
 * @returns ends it
 */
export function connectStream(open: OpenEventSource, handlers: StreamHandlers): () => void {
  let lastEventId = "";
  let source: EventSource;
  let heardAt = Date.now();

  const connect = () => {
    source = open(lastEventId);
    heardAt = Date.now();
    source.onopen = () => {
      heardAt = Date.now();
      handlers.onState("open");
    };
    source.onerror = () => handlers.onState("lost");
    for (const name of streamEventNames) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        heardAt = Date.now();
        if (lastEventId === "" && event.lastEventId !== "") handlers.onBegin(toChange(event.lastEventId));
        lastEventId = event.lastEventId || lastEventId;
        handlers.onEvent(name, JSON.parse(event.data));
      });
    }
  };
  const watch = setInterval(() => {
    const isDead = source.readyState === EventSource.CLOSED || Date.now() - heardAt > SILENCE_MS;
    if (!isDead) return;
    handlers.onState("lost");
    source.close();
    connect();
  }, 1_000);

  handlers.onState("connecting");
  connect();
  return () => {
    clearInterval(watch);
    source.close();
  };
}

// --- internal ---

/** An event's id is its store's and the change's number. */
function toChange(eventId: string): number {
  return Number(eventId.slice(eventId.lastIndexOf(".") + 1));
}
