import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type EventSourceEvent, eventSourceChannelName } from "../events.ts";

/** Everything told on the channel from now on. */
export interface RecordedEvents extends Disposable {
  all: EventSourceEvent[];
  names(): string[];
  named<Name extends EventSourceEvent["name"]>(name: Name): Extract<EventSourceEvent, { name: Name }>[];
}

export function recordEvents(): RecordedEvents {
  const all: EventSourceEvent[] = [];
  const listen = (event: unknown) => {
    all.push(event as EventSourceEvent);
  };
  subscribe(eventSourceChannelName, listen);
  return {
    all,
    names: () => all.map(({ name }) => name),
    named: <Name extends EventSourceEvent["name"]>(name: Name) =>
      all.filter((event): event is Extract<EventSourceEvent, { name: Name }> => event.name === name),
    [Symbol.dispose]: () => unsubscribe(eventSourceChannelName, listen),
  };
}
