import type { IncomingMessage } from "node:http";
import { RequestError } from "./request-error.ts";

/**
 * Reads a request's body as UTF-8 text.
 *
 * @throws {RequestError} (as a rejection) 413 above `maxBytes`, as soon as that is known, or 400 where the text is no UTF-8;
 *   the rest of the body is then read and thrown away, so that the client gets to see the answer
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(request, maxBytes);
  const bytes = await collect(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RequestError(400, "Expected the body to be UTF-8 text, got other bytes.", { cause });
  }
}

// --- internal ---

function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let totalBytes = 0;
  const take = (chunk: Buffer) => {
    totalBytes += chunk.length;
    if (totalBytes <= maxBytes) return chunks.push(chunk);
    request.off("data", take);
    return reject(tooLarge(request, maxBytes));
  };
  request.on("data", take);
  request.once("end", () => resolve(Buffer.concat(chunks)));
  // After "end" these do nothing; before it the client has gone.
  const broken = (cause?: Error) =>
    reject(new RequestError(400, "Expected the whole body, got a part of it.", { cause }));
  request.once("close", broken);
  request.once("error", broken);
  return promise;
}

function tooLarge(request: IncomingMessage, maxBytes: number): RequestError {
  request.resume();
  return new RequestError(413, `Expected the body to be at most ${maxBytes} bytes, got more.`);
}
