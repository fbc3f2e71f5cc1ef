import type { LiveWatch } from "@letsgo/config";
import type { Status } from "@letsgo/console-api";
import type { ConsoleConfig } from "../config.ts";
import { switchesOf } from "../operations/live.ts";
import { countStates } from "../store/count-states.ts";
import type { StoreLimits } from "../store/eviction.ts";
import type { Store } from "../store/store.ts";

/** What the status is made of. */
export interface StatusParts {
  readonly config: Pick<ConsoleConfig, "queue" | "stateFolder"> & StoreLimits;
  readonly store: Store;
  readonly live: Pick<LiveWatch, "values">;
  readonly actions: Status["actions"];
}

/** The stack as the console knows it at this moment. */
export function toStatus({ config, store, live, actions }: StatusParts): Status {
  const { mode, paused, pausedSource } = live.values();
  const { queue, stateFolder, maxMessages, maxBytes } = config;
  const states = countStates(store);
  const messages = Object.values(states).reduce((sum, n) => sum + n, 0);
  return {
    mode: { value: mode.mode, source: mode.source },
    paused: { value: paused, source: pausedSource },
    switches: switchesOf(stateFolder),
    actions,
    endpoint: queue.endpoint ?? null,
    queueName: queue.queueName,
    dlqName: queue.dlqName,
    shippers: store.shippers.list(),
    losses: store.losses.list(),
    notices: store.notices.list(),
    states,
    store: { messages, bytes: store.usedBytes(), maxMessages, maxBytes, evicted: store.evicted },
  };
}
