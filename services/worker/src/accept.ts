import type { Invoke } from "@letsgo/event-source";
import type { Logger } from "@letsgo/logger";
import type { InFlight } from "./in-flight.ts";
import { isSqsEvent, type WorkerEventInput } from "./lambda-event.ts";
import { tell } from "./tell.ts";

/** Parts of {@link createAccept}. */
export interface AcceptParts {
  readonly invoke: Invoke<WorkerEventInput>;
  /** Counts each event from its acceptance on, so that a stop waits for it. */
  readonly inFlight: InFlight;
  readonly logger: Logger;
}

/** Makes what takes an event outside the queue: a direct delivery or a scheduled event. The handler runs a moment later. */
export function createAccept({ invoke, inFlight, logger }: AcceptParts): (event: WorkerEventInput) => void {
  return (event) => {
    if (isSqsEvent(event)) for (const record of event.Records) tell({ name: "received", record });
    const { promise: turn, resolve } = Promise.withResolvers<void>();
    // The caller's answer goes out first, however long the handler's first synchronous part is.
    setImmediate(resolve);
    const invoked = turn.then(() => invoke(event));
    // A record that fails is told by the handler; what comes here failed as a whole.
    inFlight.track(invoked.catch((error: unknown) => logger.error({ err: error }, "Invocation failed")));
  };
}
