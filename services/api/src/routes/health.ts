import type { ModeInForce } from "@letsgo/config";
import { allowOnly } from "@letsgo/service/express";
import { Router } from "express";
import type { Reachability } from "../health/reachability.ts";

/** What the health route asks. */
export interface HealthParts {
  readonly mode: () => ModeInForce;
  readonly queueReachability: Reachability;
  /** Absent where the API does not know where the worker is. */
  readonly workerReachability?: Reachability | undefined;
}

/** `GET /v1/health`: 200 while the process serves, with the mode in force and what it reaches. */
export function healthRoute({ mode, queueReachability, workerReachability }: HealthParts): Router {
  const router = Router();
  router
    .route("/health")
    .get(async (_request, response) => {
      const [queue, worker] = await Promise.all([queueReachability(), workerReachability?.()]);
      response.json({ status: "ok", ...mode(), queue, ...(worker && { worker }) });
    })
    .all(allowOnly("GET", "HEAD"));
  return router;
}
