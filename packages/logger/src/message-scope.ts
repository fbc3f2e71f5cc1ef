import { AsyncLocalStorage } from "node:async_hooks";

/** The message that code is handling; every line logged inside carries its id and type. */
export interface MessageScope {
  readonly messageId: string;
  readonly type?: string | undefined;
  /** Which delivery of the message it is; not written to lines. */
  readonly deliveryId?: string | undefined;
}

/** Runs `run` with every line logged inside it, however deep and however async, carrying the message's id and type. */
export function withMessageScope<T>(scope: MessageScope, run: () => T): T {
  return scopes.run(scope, run);
}

/** Runs `run` as if no message were being handled: what it logs is about something else. */
export function outsideMessageScope<T>(run: () => T): T {
  return scopes.run(undefined, run);
}

/** The message that the calling code is handling, if any. */
export function currentMessageScope(): MessageScope | undefined {
  return scopes.getStore();
}

// --- internal ---

const scopes = new AsyncLocalStorage<MessageScope | undefined>();
