import { consolePaths } from "@letsgo/console-api";
import { allowOnly, ProblemError } from "@letsgo/service/express";
import { Router } from "express";
import type { Stream } from "./stream.ts";

/** `GET /v1/stream`: server-sent events, resumed by `Last-Event-ID` or `?lastEventId=`. */
export function streamRoute(stream: Stream): Router {
  const router = Router();
  router
    .route(consolePaths.stream)
    .get((request, response) => {
      const { lastEventId } = request.query;
      const last = request.get("Last-Event-ID") || (typeof lastEventId === "string" ? lastEventId : undefined);
      if (stream.open(response, last || undefined)) return;
      throw new ProblemError({ status: 503, detail: "Expected at most 100 listeners, got another. Close some pages." });
    })
    .all(allowOnly("GET"));
  return router;
}
