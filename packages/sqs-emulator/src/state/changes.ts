import type { Changes } from "./model.ts";

export function createChanges(): Changes {
  return { queues: new Set(), messages: new Set(), deduplications: new Set(), emptied: new Set() };
}

export function isEmpty({ queues, messages, deduplications, emptied }: Changes): boolean {
  return queues.size + messages.size + deduplications.size + emptied.size === 0;
}
