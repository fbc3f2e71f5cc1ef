import { channel } from "node:diagnostics_channel";
import { currentMessageScope, type MessageScope } from "./message-scope.ts";

/** Name of the `diagnostics_channel` on which lines are told that are logged while a message is handled. */
export const LOG_CHANNEL = "letsgo:log";

/** A line was logged while a message was handled. */
export interface LoggedEvent {
  readonly name: "logged";
  readonly scope: MessageScope;
  readonly level: string;
  readonly msg: string | undefined;
  /** The line's own fields, as they were given: they may change later. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Tells a line to whoever subscribes; nothing where no message is handled. */
export function tellLogged(line: Omit<LoggedEvent, "name" | "scope">): void {
  if (!logChannel.hasSubscribers) return;
  const scope = currentMessageScope();
  if (scope) logChannel.publish({ name: "logged", scope, ...line } satisfies LoggedEvent);
}

// --- internal ---

const logChannel = channel(LOG_CHANNEL);
