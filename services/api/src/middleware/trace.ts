import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Request, RequestHandler, Response } from "express";

/**
 * Runs a request in the trace that its `traceparent` header names, and as a server span where spans are recorded. Health
 * checks are not traced; nor is what an instrumentation of HTTP traces already.
 */
export const traceRequests: RequestHandler = (request, response, next) => {
  const active = context.active();
  if (request.path === "/v1/health" || trace.getSpan(active)) return next();
  const caller = propagation.extract(active, request.headers);
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, caller);
  if (span.isRecording()) {
    const [path = ""] = request.originalUrl.split("?", 1);
    span.setAttributes({ "http.request.method": request.method, "url.path": path, "url.scheme": request.protocol });
    response.once("close", () => end(span, path, { request, response }));
  }
  context.with(trace.setSpan(caller, span), next);
};

// --- internal ---

const tracer = trace.getTracer("@letsgo/api");

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span */
function end(span: Span, path: string, { request, response }: { request: Request; response: Response }): void {
  const { statusCode } = response;
  // No route has parameters: where one was found, the path is its name. Another path is the caller's invention.
  if (request.route) span.updateName(`${request.method} ${path}`).setAttribute("http.route", path);
  span.setAttribute("http.response.status_code", statusCode);
  if (statusCode >= 500) {
    span.setAttribute("error.type", String(statusCode));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
