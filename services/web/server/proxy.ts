import { ServerResponse } from "node:http";
import type { Logger } from "@letsgo/logger";
import type { RequestHandler } from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import { UpstreamTimeoutError } from "./errors.ts";
import { answerUpstreamProblem, type Upstream } from "./upstream-problem.ts";

export interface ProxyOptions {
  upstream: Upstream;
  logger: Logger;
  /** Path asked of the upstream. @default the path of the request */
  path?: string;
  /** Time that the upstream may stay silent, in milliseconds. @default 30000 */
  timeoutMs?: number;
}

/**
 * Hands requests to an upstream with the browser's own Host, which the upstream's guard compares with Origin.
 * An upstream that does not answer becomes problem+json; the log tells of its loss once, and once of its return.
 */
export function createProxy({ upstream, logger, path, timeoutMs = 30_000 }: ProxyOptions): RequestHandler {
  const outage = createOutageLog(upstream, logger);
  const answerProblem = (response: ServerResponse, error: unknown) => {
    outage.begin(error);
    answerUpstreamProblem(response, upstream, error);
  };
  const proxy = createProxyMiddleware({
    target: upstream.url,
    changeOrigin: false,
    ...(path !== undefined && { pathRewrite: () => path }),
    on: {
      // The library's own proxyTimeout ends in ECONNRESET, which would not say what happened.
      proxyReq: (outgoing) =>
        outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new UpstreamTimeoutError(timeoutMs))),
      proxyRes: () => outage.end(),
      // Not told of browsers that leave; the library has another event for these.
      error: (error, _request, response) => {
        if (response instanceof ServerResponse) answerProblem(response, error);
      },
    },
  });
  return (request, response) => proxy(request, response, (error) => answerProblem(response, error));
}

// --- internal ---

function createOutageLog({ name, url }: Upstream, logger: Logger) {
  let isDown = false;
  return {
    begin(error: unknown): void {
      if (!isDown) logger.warn({ err: error, url }, `No answer from the ${name}`);
      isDown = true;
    },
    end(): void {
      if (isDown) logger.info({ url }, `The ${name} answers again`);
      isDown = false;
    },
  };
}
