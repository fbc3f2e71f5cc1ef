import type { ServerResponse } from "node:http";
import type { SqsError } from "../errors.ts";

const JSON_TYPE = "application/x-amz-json-1.0";

export function answerJson(response: ServerResponse, requestId: string, body: object): void {
  const text = JSON.stringify(body);
  const bytes = Buffer.byteLength(text);
  response.writeHead(200, ["Content-Type", JSON_TYPE, "Content-Length", `${bytes}`, "x-amzn-RequestId", requestId]);
  // Node writes Latin-1 in half the time of UTF-8, and for ASCII they are the same.
  response.end(text, bytes === text.length ? "latin1" : "utf8");
}

/**
 * @param options.isQueryMode whether the client knows the older protocol's statuses (it says so by `x-amzn-query-mode`);
 *   others get 400 for every error of the sender, as from AWS
 */
export function answerError(
  response: ServerResponse,
  error: SqsError,
  { requestId, isQueryMode }: { requestId: string; isQueryMode: boolean },
): void {
  const { shape, code, message, status, isSendersFault } = error;
  const text = JSON.stringify({ __type: `com.amazonaws.sqs#${shape}`, message });
  response.writeHead(isSendersFault && !isQueryMode ? 400 : status, {
    "Content-Type": JSON_TYPE,
    "Content-Length": Buffer.byteLength(text),
    "x-amzn-RequestId": requestId,
    "x-amzn-query-error": `${code};${isSendersFault ? "Sender" : "Receiver"}`,
  });
  response.end(text);
}

export function answerXml(response: ServerResponse, status: number, text: string): void {
  const body = `<?xml version='1.0' encoding='utf-8'?>\n${text}`;
  response.writeHead(status, { "Content-Type": "text/xml", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

/** For what is not SQS's: the emulator's own pages, and refusals before anything is read. */
export function answerPlainJson(response: ServerResponse, status: number, body: object): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}
