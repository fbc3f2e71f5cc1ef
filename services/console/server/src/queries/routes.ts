import { consolePaths } from "@letsgo/console-api";
import { allowOnly, ProblemError } from "@letsgo/service/express";
import { Router } from "express";
import type { QueueWatch } from "../queues/queue-watch.ts";
import type { Store } from "../store/store.ts";
import { catalogue } from "./catalogue.ts";
import { dashboard } from "./dashboard.ts";
import { listMessages } from "./list-messages.ts";
import { messageDetail } from "./message-detail.ts";
import { parseDashboardQuery, parseHistoryQuery, parseMessagesQuery } from "./parse-query.ts";
import { queueHistory } from "./queue-history.ts";

/** Everything that is only read. */
export function queryRoutes({ store, queues }: { store: Store; queues: QueueWatch }): Router {
  const router = Router();
  const get = (path: string, answer: (request: { query: unknown; params: Record<string, string> }) => unknown) =>
    router.route(path).get(async (request, response) => {
      response.json(await answer({ query: request.query, params: request.params as Record<string, string> }));
    });
  get(consolePaths.messages, ({ query }) => listMessages(store, parseMessagesQuery(query)));
  get(consolePaths.dashboard, ({ query }) => dashboard(store, parseDashboardQuery(query))).all(allowOnly("GET"));
  get(consolePaths.catalogue, () => catalogue(store)).all(allowOnly("GET"));
  get(consolePaths.queues, () => queues.now()).all(allowOnly("GET"));
  get(consolePaths.queueHistory, ({ query }) => queueHistory(store, parseHistoryQuery(query))).all(allowOnly("GET"));
  get(`${consolePaths.messages}/:messageId`, async ({ params: { messageId = "" } }) => {
    const detail = messageDetail(store, messageId, await queues.whereLies(messageId));
    if (detail) return detail;
    throw new ProblemError({
      status: 404,
      detail: `Expected a message that the console keeps, got ${messageId}. It may have been evicted as the oldest.`,
    });
  }).all(allowOnly("GET"));
  return router;
}
