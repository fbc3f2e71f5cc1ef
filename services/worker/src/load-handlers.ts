import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidHandlersError } from "./errors.ts";
import type { MessageHandler, MessageHandlers } from "./handlers/message-handler.ts";

/**
 * The worker's own handlers and those of a further module, whose export `handlers` is a Map of message type to message
 * handler.
 *
 * @param module path relative to the working directory, or a file URL; undefined adds nothing
 * @throws {InvalidHandlersError} (as a rejection) where the module cannot be loaded, exports no such map, or has a type
 *   that the worker handles already
 */
export async function loadHandlers(own: MessageHandlers, module: string | undefined): Promise<MessageHandlers> {
  if (module === undefined) return own;
  const added = toHandlers(module, await load(module));
  for (const type of added.keys()) {
    if (own.has(type)) {
      throw new InvalidHandlersError(
        module,
        `Expected ${module} to add new types, got "${type}", which is handled already`,
      );
    }
  }
  return new Map([...own, ...added]);
}

// --- internal ---

async function load(module: string): Promise<{ handlers?: unknown }> {
  try {
    return await import(module.startsWith("file:") ? module : pathToFileURL(resolve(module)).href);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidHandlersError(module, `Expected ${module} to be a module that loads, got: ${reason}`, { cause });
  }
}

function toHandlers(module: string, { handlers }: { handlers?: unknown }): MessageHandlers {
  if (!(handlers instanceof Map)) {
    throw new InvalidHandlersError(module, `Expected ${module} to export a Map named handlers, got ${typeof handlers}`);
  }
  for (const [type, handler] of handlers) {
    if (typeof type !== "string" || type === "" || typeof handler !== "function") {
      throw new InvalidHandlersError(
        module,
        `Expected handlers of ${module} to map texts to functions, got ${typeof type} ${String(type)} to ${typeof handler}`,
      );
    }
  }
  return handlers as Map<string, MessageHandler>;
}
