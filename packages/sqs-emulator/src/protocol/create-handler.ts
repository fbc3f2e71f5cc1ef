import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerOwnPage } from "../admin/own-pages.ts";
import { EmulatorError, SqsError } from "../errors.ts";
import { answerError, answerJson, answerPlainJson, answerXml } from "./answers.ts";
import { type CarryOutOptions, carryOut } from "./carry-out.ts";
import type { Guard } from "./guard.ts";
import { readBody } from "./read-body.ts";
import { xmlError } from "./xml.ts";

const QUERY_PROTOCOL =
  "Expected AWS's JSON protocol, got the older query protocol (form-encoded), which this emulator does not speak. Use a client of November 2023 or later: aws-cli 2.13.34, botocore 1.31.81, AWS SDK for JavaScript 3.447.0; Debian 12's aws-cli (2.9) is older.";

/** What answers every request. */
export function createHandler({ guard, ...options }: CarryOutOptions & { guard: Guard }): RequestListener {
  return (request, response) => {
    const refusal = guard(request.headers);
    if (refusal !== undefined) answerPlainJson(response, 403, { message: refusal });
    else if (request.url?.startsWith("/_")) void answerOwn(request, response);
    else void answerCall(request, response);
  };

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const target = request.headers["x-amz-target"];
    try {
      if (request.method !== "POST" || typeof target !== "string") return answerOther(request, response, requestId);
      const body = await readBody(request);
      const answer = await carryOut(options, { request, response, target, body });
      if (answer === "drop") response.destroy();
      else answerJson(response, requestId, answer);
    } catch (error) {
      answerFailure(error, { request, response, requestId });
    }
  }

  async function answerOwn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await answerOwnPage(options, request, response);
    } catch (error) {
      answerFailure(error, { request, response, requestId: randomUUID() });
    }
  }
}

// --- internal ---

function answerOther({ method, url, headers }: IncomingMessage, response: ServerResponse, requestId: string): void {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  if (isForm || url?.includes("Action=")) {
    answerXml(response, 400, xmlError({ code: "UnsupportedProtocol", message: QUERY_PROTOCOL, requestId }));
    return;
  }
  const message = `Expected a POST with the header x-amz-target, as AWS's SDKs send it, got ${method} ${url}. /_emulator/health tells how the emulator is.`;
  answerPlainJson(response, 404, { message });
}

function toSqsError({ code, message }: EmulatorError): SqsError {
  if (code === "InvalidOption") return new SqsError("InvalidRequest", message);
  return new SqsError("ServiceUnavailable", message, { status: 503 });
}

function answerFailure(
  error: unknown,
  { request, response, requestId }: { request: IncomingMessage; response: ServerResponse; requestId: string },
): void {
  // The client has gone: there is nobody to tell.
  if (response.destroyed) return;
  const isQueryMode = request.headers["x-amzn-query-mode"] === "true";
  const known = error instanceof EmulatorError ? toSqsError(error) : error;
  if (known instanceof SqsError) {
    // What is left of a request that is too long is not read.
    if (known.status === 413) response.setHeader("Connection", "close");
    answerError(response, known, { requestId, isQueryMode });
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.emitWarning(`The SQS emulator failed: ${text}`);
  const internal = new SqsError("InternalFailure", `The emulator itself failed: ${text}`, { status: 500 });
  answerError(response, internal, { requestId, isQueryMode });
}
