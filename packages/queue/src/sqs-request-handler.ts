import type { HttpHandlerOptions, HttpRequest, HttpResponse, RequestHandler } from "@smithy/types";
import { Agent, type Dispatcher } from "undici";

/** How calls are bounded. */
export interface SqsRequestHandlerOptions {
  /** How long making a connection may take, in milliseconds. */
  readonly connectionTimeoutMs: number;
  /** How long an answer may take, in milliseconds; a call's own `requestTimeout` counts before it. */
  readonly answerTimeoutMs: number;
  /** Most connections per host; further calls wait for one. */
  readonly maxConnections: number;
}

/** As the SDK takes one for `requestHandler`. */
export interface SqsRequestHandler extends RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions> {
  /** Nothing can be changed later. */
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

/**
 * Creates what carries an SQS client's requests: undici's kept connections, which take a quarter off a lone call against
 * the SDK's own handler. Errors have the names and codes that the SDK's retries, and ours, know. As with the SDK's own,
 * trust comes from Node (NODE_EXTRA_CA_CERTS), and no proxy is taken from the environment.
 */
export function createSqsRequestHandler(options: SqsRequestHandlerOptions): SqsRequestHandler {
  const agent = new Agent({
    connections: options.maxConnections,
    connect: { timeout: options.connectionTimeoutMs },
    keepAliveTimeout: KEEP_ALIVE_MS,
  });

  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request, { abortSignal, requestTimeout = options.answerTimeoutMs } = {}) {
      const call: Dispatcher.DispatchOptions = {
        origin: originOf(request),
        path: request.path, // SQS's calls have no query
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers,
        body: request.body,
        headersTimeout: requestTimeout,
        bodyTimeout: requestTimeout,
      };
      return { response: await dispatch(agent, call, abortSignal as AbortSignal | undefined) };
    },
    destroy: () => void agent.destroy(),
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

// --- internal ---

/** Above undici's 4 s, so that calls some seconds apart need no new TLS handshake; a server may say less. */
const KEEP_ALIVE_MS = 20_000;

function originOf({ protocol, hostname, port }: HttpRequest): string {
  return `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
}

/** The whole answer at once, since SQS's are small: a stream for each would cost more than the request. */
function dispatch(agent: Agent, call: Dispatcher.DispatchOptions, signal?: AbortSignal): Promise<HttpResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
  let controller: Dispatcher.DispatchController | undefined;
  const abort = () => {
    const error = toAbortError(signal);
    reject(error);
    controller?.abort(error);
  };
  if (signal?.aborted) return Promise.reject(toAbortError(signal));
  signal?.addEventListener("abort", abort, { once: true });

  const head = { statusCode: 0, headers: {} as Record<string, string> };
  const chunks: Buffer[] = [];
  agent.dispatch(call, {
    onRequestStart(started) {
      controller = started;
      if (signal?.aborted) abort();
    },
    onResponseStart(_, statusCode, headers) {
      head.statusCode = statusCode;
      for (const [name, value] of Object.entries(headers)) head.headers[name] = String(value);
    },
    onResponseData: (_, chunk) => void chunks.push(chunk),
    onResponseEnd: () => resolve({ ...head, body: Buffer.concat(chunks) }),
    onResponseError: (_, error) => reject(toSdkError(error)),
  });
  return promise.finally(() => signal?.removeEventListener("abort", abort));
}

function toAbortError(signal: AbortSignal | undefined): Error {
  return Object.assign(new Error("Request aborted", { cause: signal?.reason }), { name: "AbortError" });
}

/** In the words of Node's own client, by which the SDK decides what it tries again. */
function toSdkError(error: Error & { code?: string }): Error {
  if (error.code === "UND_ERR_SOCKET") return Object.assign(error, { code: "ECONNRESET" });
  return TIMEOUTS.has(String(error.code)) ? Object.assign(error, { name: "TimeoutError" }) : error;
}

const TIMEOUTS = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);
