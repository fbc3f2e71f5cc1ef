import type { Changes } from "./model.ts";

export function createChanges(): Changes {
  return { queues: new Set(), messages: new Set(), deduplications: new Set(), attempts: new Set(), emptied: new Set() };
}

export function isEmpty({ queues, messages, deduplications, attempts, emptied }: Changes): boolean {
  return queues.size + messages.size + deduplications.size + attempts.size + emptied.size === 0;
}
