import type { Shown } from "@letsgo/activity";
import { consolePaths, type Status } from "@letsgo/console-api";
import { allowOnly, readJsonBody } from "@letsgo/service/express";
import { type Request, Router } from "express";
import { parse } from "../queries/parse-query.ts";
import { refuseActions } from "./actions-gate.ts";
import { deleteOne, parseRole, purge, purgeRequest, type RemovalParts } from "./delete-and-purge.ts";
import { changeLive, type LiveParts, liveChange } from "./live.ts";
import { peek } from "./peek.ts";
import { type Redrives, redriveRequest } from "./redrives.ts";
import { type Replayer, replay, replayRequest } from "./replay.ts";
import { send, sendRequest } from "./send.ts";

/** What the operations are made of. */
export interface OperationParts extends Replayer, RemovalParts {
  readonly redrives: Redrives;
  readonly live: LiveParts;
  readonly shown: Shown;
  readonly actions: Status["actions"];
  readonly status: () => Status;
  /** Looks at the queues at once, so that the outcome is seen. */
  readonly lookAgain: () => Promise<unknown>;
}

/** Most bytes of a request that operates: a message of the largest size, as JSON in JSON. */
const MAX_OPERATION_BYTES = 4 * 1024 * 1024;

/** Everything that changes something. */
export function operationRoutes(parts: OperationParts): Router {
  const router = Router();
  const body = readJsonBody({ maxBodyBytes: MAX_OPERATION_BYTES });
  const allowed = refuseActions(parts.actions);
  router.post(consolePaths.messages, allowed, ...body, async (request, response) => {
    response.status(201).json(await send(parse(sendRequest, request.body) as never, parts));
  });
  router
    .route(`${consolePaths.messages}/:messageId/replay`)
    .post(allowed, ...body, async (request, response) => {
      const wish = parse(replayRequest, request.body);
      response.status(201).json(await replay(param(request, "messageId"), wish as never, parts));
    })
    .all(allowOnly("POST"));
  router
    .route(consolePaths.live)
    .patch(...body, (request, response) => {
      const undo = changeLive(parse(liveChange, request.body) as never, parts.live);
      response.json({ status: parts.status(), undo });
    })
    .all(allowOnly("PATCH"));
  addQueueRoutes(router, parts);
  addRedriveRoutes(router, parts);
  return router;
}

// --- internal ---

function addQueueRoutes(router: Router, parts: OperationParts): void {
  const allowed = refuseActions(parts.actions);
  const ofQueue = `${consolePaths.queues}/:queue`;
  router
    .route(`${ofQueue}/messages`)
    .get(async (request, response) => {
      response.json(await peek(parseRole(param(request, "queue")), parts));
    })
    .all(allowOnly("GET"));
  router
    .route(`${ofQueue}/messages/:messageId`)
    .delete(allowed, async (request, response) => {
      response.json(await deleteOne(parseRole(param(request, "queue")), param(request, "messageId"), parts));
      void parts.lookAgain().catch(() => {});
    })
    .all(allowOnly("DELETE"));
  router
    .route(`${ofQueue}/purge`)
    .post(allowed, ...readJsonBody({ maxBodyBytes: MAX_OPERATION_BYTES }), async (request, response) => {
      response.json(await purge(parseRole(param(request, "queue")), parse(purgeRequest, request.body), parts));
      void parts.lookAgain().catch(() => {});
    })
    .all(allowOnly("POST"));
}

function addRedriveRoutes(router: Router, { redrives, actions }: OperationParts): void {
  const allowed = refuseActions(actions);
  router
    .route(consolePaths.redrives)
    .post(allowed, ...readJsonBody({ maxBodyBytes: MAX_OPERATION_BYTES }), async (request, response) => {
      response.status(202).json(await redrives.start(parse(redriveRequest, request.body) as never));
    })
    .all(allowOnly("POST"));
  router
    .route(`${consolePaths.redrives}/:redriveId`)
    .get((request, response) => {
      response.json(redrives.get(param(request, "redriveId")));
    })
    .delete(allowed, async (request, response) => {
      response.json(await redrives.cancel(param(request, "redriveId")));
    })
    .all(allowOnly("GET", "DELETE"));
}

function param(request: Request, name: string): string {
  return String(request.params[name]);
}
