import { STATUS_CODES } from "node:http";
import { extname } from "node:path";
import { createGuard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from "express";
import { createProxy } from "./proxy.ts";
import { setSecurityHeaders } from "./security-headers.ts";

export interface WebOptions {
  /** Base URL of the API; `/v1/*` goes there. */
  apiUrl: string;
  /** Base URL of the worker; `GET /stack/worker` asks its `/health`. */
  workerUrl: string;
  /** Folder of the built pages, with `index.html` in it. */
  clientFolder: string;
  /** Host names accepted beside the stack's own. @default [] */
  allowedHosts?: readonly string[];
  logger: Logger;
}

/**
 * Makes the server of the built pages: static files, `index.html` for every page address, and the two proxied paths,
 * all behind the guard.
 */
export function createWeb({ apiUrl, workerUrl, clientFolder, allowedHosts = [], logger }: WebOptions): Express {
  const proxyApi = createProxy({ upstream: { name: "API", url: apiUrl }, logger });
  const proxyWorkerHealth = createProxy({ upstream: { name: "worker", url: workerUrl }, logger, path: "/health" });

  return express()
    .disable("x-powered-by")
    .use(setSecurityHeaders)
    .use(refuseStrangers(allowedHosts))
    .use((request, response, next) => (isApiPath(request.path) ? proxyApi(request, response, next) : next()))
    .get("/stack/worker", proxyWorkerHealth)
    .use(express.static(clientFolder, { index: false, setHeaders: setCacheHeaders }))
    .use(servePages(clientFolder))
    .use((request, response) => sendProblem(response, 404, `Nothing is served at ${request.method} ${request.path}`))
    .use(toErrorAnswer(logger));
}

// --- internal ---

function refuseStrangers(allowedHosts: readonly string[]): RequestHandler {
  const guard = createGuard({ allowedHosts });
  return (request, response, next) => {
    const refusal = guard(request);
    if (refusal) sendProblem(response, refusal.status, refusal.detail);
    else next();
  };
}

/** Not a mounted path: Express would cut the prefix off before the proxy sees the address. */
function isApiPath(path: string): boolean {
  return path === "/v1" || path.startsWith("/v1/");
}

/** Vite names the files in `assets` after their content, so these never change; all others are asked for again. */
function setCacheHeaders(response: Response, file: string): void {
  const immutable = /[\\/]assets[\\/]/.test(file);
  response.set("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
}

/** A page's address has no file extension; a missing script must be a 404, not HTML. */
function servePages(clientFolder: string): RequestHandler {
  return (request, response, next) => {
    const readable = request.method === "GET" || request.method === "HEAD";
    const isPage = extname(request.path) === "" && !request.path.startsWith("/stack/");
    if (!readable || !isPage || !request.accepts("html")) return next();
    response.set("Cache-Control", "no-cache").sendFile("index.html", { root: clientFolder });
  };
}

function toErrorAnswer(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === "number" ? error.status : 500;
    if (status >= 500) logger.error({ err: error }, "Request failed");
    sendProblem(response, status, status >= 500 ? "See the log of the web service" : String(error.message));
  };
}

function sendProblem(response: Response, status: number, detail: string): void {
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail }));
}
