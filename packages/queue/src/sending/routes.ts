import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Mode, QueueSettings } from "@letsgo/config";
import type { LazyPayloadStore } from "../payloads/lazy-payload-store.ts";
import { createHttpTransport } from "../transports/http-transport.ts";
import { createSqsTransport } from "../transports/sqs-transport.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { createPreparation, type Preparation } from "./preparation.ts";
import type { Room } from "./room.ts";

/** The way of messages in one mode. */
interface Route {
  readonly outbox: Outbox;
  readonly preparation: Preparation;
}

/** The ways of both modes; each is made at first need. What has set out on one of them ends there. */
export interface Routes {
  of(mode: Mode): Route;
  /** Frees connections; nothing may be under way. */
  close(): Promise<void>;
}

/** What routes are made of. */
export interface RouteParts {
  readonly settings: QueueSettings;
  readonly client?: SQSClient | undefined;
  readonly store: LazyPayloadStore | undefined;
  /** What all routes together may hold unsent. */
  readonly room: Room;
}

export function createRoutes({ settings, client, store, room }: RouteParts): Routes {
  const routes = new Map<Mode, Route & { readonly close: () => Promise<void> }>();

  function createRoute(mode: Mode) {
    const transport = mode === "direct" ? createHttpTransport({ settings }) : createSqsTransport({ settings, client });
    const outbox = createOutbox(transport, { ordered: settings.queueName.endsWith(".fifo"), room });
    return { outbox, preparation: createPreparation(transport, store), close: () => transport.close() };
  }

  return {
    of(mode) {
      const known = routes.get(mode);
      if (known) return known;
      const created = createRoute(mode);
      routes.set(mode, created);
      return created;
    },
    async close() {
      await Promise.all([...routes.values()].map(({ close }) => close()));
    },
  };
}
