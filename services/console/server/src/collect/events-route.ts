import type { Shown } from "@letsgo/activity";
import { EVENTS_PATH, MAX_BATCH_BYTES } from "@letsgo/activity/shipped";
import { allowOnly, readJsonBody } from "@letsgo/service/express";
import { Router } from "express";
import type { Store } from "../store/store.ts";
import { collect } from "./collect.ts";
import { parseBatch } from "./parse-batch.ts";

/** `POST /v1/events`: what the shippers of API and worker send. Answered when it is stored. */
export function eventsRoute({ store, shown }: { store: Store; shown: Shown }): Router {
  const router = Router();
  router
    .route(EVENTS_PATH)
    .post(...readJsonBody({ maxBodyBytes: MAX_BATCH_BYTES }), async (request, response) => {
      const stored = await collect(store, parseBatch(request.body, shown));
      response.status(202).json({ stored });
    })
    .all(allowOnly("POST"));
  return router;
}
