import {
  InvalidAttributeError,
  InvalidDelayError,
  InvalidGroupError,
  InvalidMessageError,
  MessageTooLargeError,
  QueueError,
} from "@letsgo/queue";
import { type Problem, ProblemError } from "@letsgo/service/express";

/** What an error means to the browser. Its words are shown: whoever asks here operates the queue, and may know. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof QueueError) return ofQueueError(error);
  return ofHttpError(error) ?? { status: 500, detail: "The console failed; its log says why." };
}

// --- internal ---

function ofQueueError(error: QueueError): Problem {
  if (error instanceof InvalidMessageError) {
    return { status: 400, detail: "Expected the message to be valid.", errors: error.issues };
  }
  if (error instanceof InvalidDelayError) return ofField("delaySeconds", error);
  if (error instanceof InvalidGroupError) return ofField(error.option, error);
  if (error instanceof InvalidAttributeError)
    return ofField(["attributes", error.attribute].filter(Boolean).join("."), error);
  if (error instanceof MessageTooLargeError) return { status: 413, detail: error.message };
  if (error.retryable) return { status: 503, detail: error.message, headers: { "Retry-After": "5" } };
  return { status: 409, detail: error.message };
}

function ofField(field: string, { message }: Error): Problem {
  return { status: 400, detail: message, errors: [{ field, message }] };
}

/** What Express and its body parsers throw: an error with the status to answer. */
function ofHttpError(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { status, type, limit, message } = error as Error & { status?: unknown; type?: unknown; limit?: unknown };
  if (typeof status !== "number" || status < 400 || status > 499) return undefined;
  if (type === "entity.too.large")
    return { status, detail: `Expected the body to be at most ${limit} bytes, got more.` };
  // The parser's words quote the body, which may be a payload.
  if (type === "entity.parse.failed") return { status, detail: "Expected the body to be JSON, got text that is none." };
  return { status, detail: message };
}
