import type { Logger } from "@letsgo/logger";
import type { RequestHandler } from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import { answerUpstreamProblem, type Upstream } from "./upstream-problem.ts";

export interface ProxyOptions {
  upstream: Upstream;
  logger: Logger;
  /** Path asked of the upstream. @default the path of the request */
  path?: string;
  /** Time for the upstream to begin its answer, in milliseconds. @default 30000 */
  timeoutMs?: number;
}

/**
 * Hands requests to an upstream with the browser's own Host, which the upstream's guard compares with Origin.
 * An upstream that does not answer becomes problem+json; the log tells of its loss once, and once of its return.
 */
export function createProxy({ upstream, logger, path, timeoutMs = 30_000 }: ProxyOptions): RequestHandler {
  const outage = createOutageLog(upstream, logger);
  const proxy = createProxyMiddleware({
    target: upstream.url,
    changeOrigin: false,
    proxyTimeout: timeoutMs,
    ...(path !== undefined && { pathRewrite: () => path }),
    on: {
      // Errors are answered below; a handler here only keeps the library from answering first, in plain text.
      error: () => {},
      proxyRes: () => outage.end(),
    },
  });
  return (request, response) =>
    proxy(request, response, (error) => {
      if (response.destroyed) return; // The browser left: no fault of the upstream.
      outage.begin(error);
      answerUpstreamProblem(response, upstream, error);
    });
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
