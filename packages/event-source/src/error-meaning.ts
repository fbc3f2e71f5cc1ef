/**
 * What a failed call to SQS means for the poller.
 * - `unreachable`: nothing answered; the same call works once the endpoint is back.
 * - `queue-missing`: the endpoint answered that there is no such queue.
 * - `other`: it answered something else (access denied, throttled, a fault of its own).
 */
export type ErrorMeaning = "unreachable" | "queue-missing" | "other";

/** Tells errors apart by `code` and `name`, those of AWS and those of the emulators, which rename and prefix some. */
export function meaningOf(error: unknown): ErrorMeaning {
  for (const word of wordsOf(error)) {
    const meaning = meanings.get(word);
    if (meaning !== undefined) return meaning;
  }
  return "other";
}

// --- internal ---

/** The query protocol's names carry it; some emulators leave it in the JSON protocol's too. */
const prefix = "AWS.SimpleQueueService.";

const meanings: ReadonlyMap<string, ErrorMeaning> = new Map<string, ErrorMeaning>([
  ["QueueDoesNotExist", "queue-missing"],
  ["NonExistentQueue", "queue-missing"],
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "ECONNABORTED",
    "EPIPE",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "EHOSTDOWN",
    "ENETUNREACH",
    "ENETDOWN",
    "ENOTFOUND",
    "EAI_AGAIN",
    "TimeoutError",
    "AbortError", // only our own deadline aborts a receive, long after the poll is over at the queue's side
  ].map((word): [string, ErrorMeaning] => [word, "unreachable"]),
]);

/** The words of an error and of what caused it, outermost first. */
function* wordsOf(error: unknown): Generator<string> {
  const seen = new Set<unknown>();
  for (let current = error; isObject(current) && !seen.has(current); current = current.cause) {
    seen.add(current);
    for (const word of [current.code, current.name]) {
      if (typeof word === "string") yield word.startsWith(prefix) ? word.slice(prefix.length) : word;
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
