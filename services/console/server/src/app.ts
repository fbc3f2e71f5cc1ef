import type { Status } from "@letsgo/console-api";
import { consolePaths } from "@letsgo/console-api";
import { createGuard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import { allowOnly, answerErrors, answerNotFound, refuseForeign } from "@letsgo/service/express";
import express, { type Express, Router } from "express";
import { eventsRoute } from "./collect/events-route.ts";
import { setSecurityHeaders } from "./middleware/security-headers.ts";
import { toProblem } from "./middleware/to-problem.ts";
import { type OperationParts, operationRoutes } from "./operations/routes.ts";
import { queryRoutes } from "./queries/routes.ts";
import type { QueueWatch } from "./queues/queue-watch.ts";
import type { Stream } from "./stream/stream.ts";
import { streamRoute } from "./stream/stream-route.ts";
import { isUiBuilt, serveUi } from "./ui/serve-ui.ts";

/** What the console is made of. */
export interface AppParts extends OperationParts {
  readonly allowedHosts: readonly string[];
  readonly logger: Logger;
  readonly stream: Stream;
  readonly queues: QueueWatch;
  /** Folder of the built pages. */
  readonly uiFolder: string;
}

/** Builds the console's server as an Express application; it opens no port and starts nothing. */
export function createApp(parts: AppParts): Express {
  const { store, stream, logger, shown, status, uiFolder } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(setSecurityHeaders);
  app.use(refuseForeign(createGuard({ allowedHosts: parts.allowedHosts })));
  app.use(eventsRoute({ store, shown }));
  app.use(streamRoute(stream));
  app.use(stateRoutes(parts.uiFolder, status));
  // The router of what is read would answer with its own methods alone.
  app.options(consolePaths.messages, allowOnly("GET", "POST"));
  app.use(queryRoutes(parts));
  app.use(operationRoutes(parts));
  app.route(consolePaths.messages).all(allowOnly("GET", "POST"));
  app.use(serveUi(uiFolder));
  app.use(answerNotFound("the console"));
  app.use(answerErrors(logger, toProblem));
  return app;
}

// --- internal ---

function stateRoutes(uiFolder: string, status: () => Status): Router {
  const router = Router();
  router
    .route(consolePaths.health)
    .get((_request, response) => {
      const { messages, bytes } = status().store;
      response.json({ status: "ok", ui: isUiBuilt(uiFolder) ? "built" : "missing", store: { messages, bytes } });
    })
    .all(allowOnly("GET", "HEAD"));
  router
    .route(consolePaths.status)
    .get((_request, response) => {
      response.json(status());
    })
    .all(allowOnly("GET"));
  return router;
}
