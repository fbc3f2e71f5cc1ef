import type { Guard } from "@letsgo/guard";
import type { RequestHandler } from "express";
import { ProblemError } from "./errors.ts";

/** Refuses requests of foreign pages and rebound names, before anything else looks at them. */
export function refuseForeign(guard: Guard): RequestHandler {
  return (request, _response, next) => {
    const refusal = guard(request);
    if (refusal) throw new ProblemError(refusal);
    next();
  };
}
