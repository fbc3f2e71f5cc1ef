import { type MessageDetail, NEVER_ACCEPTED, type QueueRole, type Status } from "@letsgo/console-api";

/** Why each action may not be done; null where it may. */
export interface ActionReasons {
  readonly replay: string | null;
  readonly edit: string | null;
  readonly redrive: string | null;
  readonly delete: string | null;
}

/** The queue that a message lies in, as far as its state tells. */
export function queueOf({ state, mode, note }: Pick<MessageDetail, "state" | "mode" | "note">): QueueRole | null {
  if (state === "dead") return "dlq";
  if (note === NEVER_ACCEPTED) return null;
  return mode !== "direct" && (state === "waiting" || state === "delayed" || state === "failed") ? "main" : null;
}

export function toActions(message: MessageDetail, actions: Status["actions"] | undefined): ActionReasons {
  const gate =
    actions === undefined ? "The console's server has not answered yet." : actions.allowed ? null : actions.reason;
  const { replayable, type, state } = message;
  return {
    replay: gate ?? (replayable.asItIs ? null : (replayable.reason ?? "Its body is not kept whole.")),
    edit: gate ?? (type === null ? "Its body tells no type. Send a message of your own instead." : null),
    redrive: gate ?? (state === "dead" ? null : `Only dead letters are redriven; this one is ${state}.`),
    delete: gate ?? (queueOf(message) ? null : `It lies in no queue; it is ${state}.`),
  };
}
