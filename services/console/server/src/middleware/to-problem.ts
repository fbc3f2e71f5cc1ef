import {
  InvalidAttributeError,
  InvalidDelayError,
  InvalidGroupError,
  InvalidMessageError,
  MessageTooLargeError,
  QueueError,
} from "@letsgo/queue";
import { httpProblemOf, type Problem, ProblemError } from "@letsgo/service/express";

/** What an error means to the browser. Its words are shown: whoever asks here operates the queue, and may know. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof QueueError) return ofQueueError(error);
  return httpProblemOf(error, toParseWords) ?? { status: 500, detail: "The console failed; its log says why." };
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

/** The parser's words quote the body, which may be a payload. */
const toParseWords = () => "Expected the body to be JSON, got text that is none.";
