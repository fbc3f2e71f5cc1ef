import type { ServerResponse } from "node:http";
import { UpstreamTimeoutError } from "./errors.ts";

/** A service behind this one, as the proxies and their error answers name it. */
export interface Upstream {
  name: "API" | "worker";
  /** Base URL, for example `http://127.0.0.1:3001`. */
  url: string;
}

/** Seconds after which an upstream that refused a connection is worth another try: a hot reload takes about one. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Answers a request whose upstream gave no answer: 504 where it took the request and stayed silent, else 503, with
 * `Retry-After` and `application/problem+json`. Does nothing where the browser has gone; cuts an answer already begun.
 */
export function answerUpstreamProblem(response: ServerResponse, upstream: Upstream, error: unknown): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = toUpstreamProblem(upstream, error);
  response.writeHead(problem.status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "retry-after": String(RETRY_AFTER_SECONDS),
  });
  response.end(JSON.stringify(problem));
}

// --- internal ---

/** Says which service did not answer, where it was looked for, and why. */
function toUpstreamProblem({ name, url }: Upstream, error: unknown) {
  const reason = codeOf(error);
  const silent = error instanceof UpstreamTimeoutError;
  return {
    type: "about:blank",
    title: silent ? "Gateway Timeout" : "Service Unavailable",
    status: silent ? 504 : 503,
    detail: `Expected the ${name} to answer at ${url}, got ${reason}.`,
    upstream: name.toLowerCase(),
  };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : String(error);
}
