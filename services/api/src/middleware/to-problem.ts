import {
  InvalidMessageError,
  MessageTooLargeError,
  QueueError,
  QueueUnreachableError,
  WorkerUnreachableError,
} from "@letsgo/queue";
import { httpProblemOf, type Problem, ProblemError } from "@letsgo/service/express";

/** What an error means to the caller: bad input 4xx, a transport that fails 503, anything else 500 without its words. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof QueueError) return ofQueueError(error);
  return httpProblemOf(error, toParseWords) ?? { status: 500, detail: "The API failed; its log says why." };
}

// --- internal ---

/** Seconds after which a caller may try again when worker or queue could not be reached. */
const RETRY_AFTER_SECONDS = 5;

function ofQueueError(error: QueueError): Problem {
  if (error instanceof InvalidMessageError) {
    const errors = error.issues.map(({ field, message }) => ({ field: field.replace(/^payload\./, ""), message }));
    return { status: 400, detail: "Expected the message to be valid.", errors };
  }
  if (error instanceof MessageTooLargeError) return { status: 413, detail: error.message };
  const headers = { "Retry-After": String(RETRY_AFTER_SECONDS) };
  if (error instanceof WorkerUnreachableError) {
    return { status: 503, detail: "The worker cannot be reached. Try again later.", headers };
  }
  if (error instanceof QueueUnreachableError) {
    return { status: 503, detail: "The queue cannot be reached. Try again later.", headers };
  }
  if (error.retryable) return { status: 503, detail: "The message was not taken. Try again later.", headers };
  return { status: 500, detail: "The message was not taken; the API's log says why." };
}

/** The parser's words quote the body, which belongs into no log. */
function toParseWords(message: string): string {
  const withoutExcerpt = message.replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, "");
  return `Expected the body to be JSON, got: ${withoutExcerpt}.`;
}
