import { channel } from "node:diagnostics_channel";
import { type WorkerEvent, workerChannelName } from "@letsgo/activity";

/** Tells what the worker does with a message; costs next to nothing while nobody listens. */
export function tell(event: WorkerEvent): void {
  workerChannel.publish(event);
}

// --- internal ---

const workerChannel = channel(workerChannelName);
