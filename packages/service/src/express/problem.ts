import { STATUS_CODES } from "node:http";
import type { Logger } from "@letsgo/logger";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { type Problem, ProblemError } from "./errors.ts";

/**
 * Answers every error as `application/problem+json` and logs it once: the caller's faults at info, ours at error.
 *
 * @param toProblem what an error means to the service's callers
 */
export function answerErrors(logger: Logger, toProblem: (error: unknown) => Problem): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, request, response, _next) => {
    const problem = toProblem(error);
    logProblem(logger, { problem, error, request });
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  };
}

/**
 * Refuses what no route has taken.
 *
 * @param place whose paths there are, in words
 */
export function answerNotFound(place: string): RequestHandler {
  return (request) => {
    throw new ProblemError({ status: 404, detail: `Expected a path of ${place}, got ${request.path}.` });
  };
}

/** Refuses methods that a path does not know; stands behind the path's own methods. */
export function allowOnly(...methods: string[]): RequestHandler {
  const allow = methods.join(", ");
  return (request) => {
    throw new ProblemError({
      status: 405,
      detail: `Expected method to be ${methods.join(" or ")}, got ${request.method}.`,
      headers: { Allow: allow },
    });
  };
}

// --- internal ---

function sendProblem(response: Response, { status, detail, errors, headers }: Problem): void {
  const body = { type: "about:blank", title: STATUS_CODES[status], status, detail, ...(errors && { errors }) };
  response
    .status(status)
    .set(headers ?? {})
    .type("application/problem+json")
    .send(JSON.stringify(body));
}

function logProblem(logger: Logger, entry: { problem: Problem; error: unknown; request: Request }): void {
  const { problem, error, request } = entry;
  const { status, detail } = problem;
  const fields = { method: request.method, path: request.path, status, detail };
  if (status < 500) logger.info(fields, "Request refused");
  else if (status === 500) logger.error({ ...fields, err: error }, "Request failed");
  else logger.warn({ ...fields, err: error instanceof ProblemError ? error.cause : error }, "Request not served");
}
