import type { ModeInForce } from "@letsgo/config";
import { createGuard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import type { Producer } from "@letsgo/queue";
import { answerErrors, answerNotFound, refuseForeign } from "@letsgo/service/express";
import express, { type Express, Router } from "express";
import type { ApiConfig } from "./config.ts";
import type { Reachability } from "./health/reachability.ts";
import { setHeaders } from "./middleware/headers.ts";
import { toProblem } from "./middleware/to-problem.ts";
import { traceRequests } from "./middleware/trace.ts";
import { contactRoute } from "./routes/contact.ts";
import { healthRoute } from "./routes/health.ts";
import { stripeRoute } from "./routes/stripe.ts";

/** What the API is made of. */
export interface AppParts {
  readonly config: Pick<ApiConfig, "allowedHosts" | "stripeKeys">;
  readonly logger: Logger;
  /** The mode of this moment. */
  readonly mode: () => ModeInForce;
  readonly enqueue: Producer["enqueue"];
  readonly queueReachability: Reachability;
  readonly workerReachability?: Reachability | undefined;
}

/** Builds the API as an Express application; it opens no port and starts nothing. */
export function createApp({ config, logger, enqueue, ...health }: AppParts): Express {
  const v1 = Router();
  v1.use(healthRoute(health));
  v1.use(contactRoute({ enqueue }));
  v1.use(stripeRoute({ enqueue, stripeKeys: config.stripeKeys }));

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(setHeaders);
  app.use(refuseForeign(createGuard({ allowedHosts: config.allowedHosts })));
  app.use(traceRequests);
  app.use("/v1", v1);
  app.use(answerNotFound("this API"));
  app.use(answerErrors(logger, toProblem));
  return app;
}
