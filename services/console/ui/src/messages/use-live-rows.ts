import type { MessageSummary, MessagesPage } from "@letsgo/console-api";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useLive } from "../live/live-context.tsx";
import { keys } from "../query-keys.ts";
import { type Filters, isMatch } from "./filters.ts";
import { createLiveList, hold, type LiveList, MAX_FRESH, mergeBatch } from "./live-list.ts";

/** How long a list may be stale before it starts anew. */
const RESTART_MS = 700;

/** The rows above the anchor, kept up by the stream; rows of loaded pages are patched where they are. */
export function useLiveRows(parts: {
  filters: Filters;
  name: string;
  anchor: number;
  /** The last change that the first page has. */
  change: number;
  isReady: boolean;
  isHeld: boolean;
  restart: () => void;
}): LiveList {
  const { filters, name, anchor, change, isReady, isHeld, restart } = parts;
  const live = useLive();
  const client = useQueryClient();
  const [list, setList] = useState(() => createLiveList(anchor));

  const merge = useEffectEvent((batch: readonly MessageSummary[], onto?: LiveList) => {
    const loaded = patchPages(client, batch);
    const matches = (message: MessageSummary) => isMatch(filters, message, Date.now());
    setList((before) =>
      hold(
        mergeBatch(onto ?? before, batch, matches, (id) => loaded.has(id)),
        isHeld,
      ),
    );
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of another name starts anew
  useEffect(() => {
    if (!isReady) return;
    merge(live.recent(), createLiveList(anchor));
    return live.onMessages((batch) => merge(batch));
  }, [live, name, anchor, isReady]);
  useEffect(() => setList((before) => hold(before, isHeld)), [isHeld]);
  useEffect(() => live.onResync(restart), [live, restart]);
  useEffect(() => (isReady ? live.onGap(change, restart) : undefined), [live, isReady, change, restart]);

  const mustRestart = !isHeld && (list.isStale || list.fresh.length > MAX_FRESH);
  useEffect(() => {
    if (!mustRestart) return;
    const timer = setTimeout(restart, RESTART_MS);
    return () => clearTimeout(timer);
  }, [mustRestart, restart]);
  // Rows above another anchor would stand there twice, until the effect has made them anew.
  return list.anchor === anchor ? list : createLiveList(anchor);
}

// --- internal ---

/** Puts changed messages into the pages that have them; returns the ids of all that the pages have. */
function patchPages(client: QueryClient, batch: readonly MessageSummary[]): ReadonlySet<string> {
  const changed = new Map(batch.map((message) => [message.messageId, message]));
  const loaded = new Set<string>();
  client.setQueriesData<MessagesPage>({ queryKey: keys.messages }, (page) => {
    if (!page) return page;
    for (const { messageId } of page.messages) loaded.add(messageId);
    if (!page.messages.some(({ messageId }) => changed.has(messageId))) return page;
    return { ...page, messages: page.messages.map((message) => changed.get(message.messageId) ?? message) };
  });
  return loaded;
}
