import type { QueueSettings } from "@letsgo/config";
import type { Status } from "@letsgo/console-api";
import { ProblemError } from "@letsgo/service/express";
import type { RequestHandler } from "express";

/** May queues be operated? Only an emulator's, unless somebody has said otherwise. */
export function actionsOf(
  { emulator, endpoint }: Pick<QueueSettings, "emulator" | "endpoint">,
  allowCloud: boolean,
): Status["actions"] {
  if (emulator || allowCloud) return { allowed: true, reason: null };
  return {
    allowed: false,
    reason: `Expected the queue to be an emulator's, got ${endpoint ?? "AWS itself"}. Set LETSGO_CONSOLE_ALLOW_CLOUD=1 to operate it all the same.`,
  };
}

/** Refuses what operates a queue (403) where that is not allowed. */
export function refuseActions({ allowed, reason }: Status["actions"]): RequestHandler {
  return (_request, _response, next) => {
    if (!allowed) throw new ProblemError({ status: 403, detail: reason ?? "" });
    next();
  };
}
