import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Guard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import { serverOptions } from "@letsgo/service";
import type { WorkerHealth } from "../health.ts";
import type { WorkerEventInput } from "../lambda-event.ts";
import { parseDelivery } from "./parse-delivery.ts";
import { readBody } from "./read-body.ts";
import { RequestError } from "./request-error.ts";

/** Most bytes of a delivery: ten messages of the greatest size would not fit, but their senders split them earlier. */
export const MAX_DELIVERY_BYTES = 8 * 1024 * 1024;

/** What the server is made of. */
export interface ServerParts {
  readonly guard: Guard;
  readonly logger: Logger;
  readonly health: () => WorkerHealth;
  /** Takes an event; called before 201 is answered. It must not throw, and the handler must not run before it returns. */
  readonly accept: (event: WorkerEventInput) => void;
}

/**
 * The worker's HTTP side: `POST /` takes an SQS event or a scheduled event and answers 201 once it is accepted, before
 * its handler runs; `GET /health` says how the worker is. It does not listen yet.
 */
export function createWorkerServer(parts: ServerParts): Server {
  return createServer(serverOptions, (request, response) => {
    answer(request, response, parts).catch((error: unknown) => answerError(error, { request, response, ...parts }));
  });
}

// --- internal ---

async function answer(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  const refusal = parts.guard(request);
  if (refusal) throw new RequestError(refusal.status, refusal.detail);
  const path = request.url?.split("?", 1)[0];
  if (path === "/") {
    requireMethod(request, "POST");
    parts.accept(parseDelivery(await readBody(request, MAX_DELIVERY_BYTES)));
    response.writeHead(201, HEADERS).end();
  } else if (path === "/health") {
    requireMethod(request, "GET", "HEAD");
    const health = parts.health();
    sendJson(response, { status: health.status === "ok" ? 200 : 503, body: health });
  } else {
    throw new RequestError(404, "Expected path to be / or /health, got another.");
  }
}

function requireMethod({ method = "" }: IncomingMessage, ...allowed: string[]): void {
  if (allowed.includes(method)) return;
  throw new RequestError(405, `Expected method to be ${allowed.join(" or ")}, got ${method}.`, {
    headers: { Allow: allowed.join(", ") },
  });
}

function answerError(
  error: unknown,
  { request, response, logger }: { request: IncomingMessage; response: ServerResponse; logger: Logger },
): void {
  const refused = error instanceof RequestError ? error : undefined;
  const { method, url: path } = request;
  if (refused) logger.info({ method, path, status: refused.status, detail: refused.message }, "Request refused");
  else logger.error({ method, path, err: error }, "Request failed");
  if (response.headersSent || response.destroyed) return;
  const status = refused?.status ?? 500;
  const detail = refused?.message ?? "The worker failed; its log says why.";
  const body = { type: "about:blank", title: STATUS_CODES[status], status, detail };
  sendJson(response, { status, body, headers: { "Content-Type": "application/problem+json", ...refused?.headers } });
}

const HEADERS = { "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" };

function sendJson(
  response: ServerResponse,
  answered: { status: number; body: object; headers?: Record<string, string> },
): void {
  response
    .writeHead(answered.status, { ...HEADERS, "Content-Type": "application/json", ...answered.headers })
    .end(JSON.stringify(answered.body));
}
