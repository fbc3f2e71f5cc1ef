import type { IncomingMessage } from "node:http";
import { SqsError } from "../errors.ts";

/**
 * Most bytes of a request: a batch of 1 MiB may be several times as long in JSON, with every character escaped, and
 * nothing that SQS takes is longer.
 */
const MAX_BODY_BYTES = 8 * 1_048_576;

/**
 * The body of a request as text.
 *
 * @throws {SqsError} it is too long; the rest is not read
 */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else {
        request.pause();
        const text = `Expected a request of at most ${MAX_BODY_BYTES} bytes, got more`;
        reject(new SqsError("RequestEntityTooLarge", text, { status: 413 }));
      }
    });
    request.on("end", () => {
      const [only] = chunks;
      resolve((chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)).toString());
    });
    request.on("error", reject);
  });
}
