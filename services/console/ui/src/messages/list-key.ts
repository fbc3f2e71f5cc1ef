import { keys } from "../query-keys.ts";

/** Rows of one page. */
export const PAGE_ROWS = 200;

/**
 * Under which name a list's first page is cached.
 *
 * @param name its filters, as the address has them
 * @param epoch how often it has started anew
 */
export function listKey(name: string, epoch: number): readonly unknown[] {
  return [...keys.messages, name, epoch, 0];
}
