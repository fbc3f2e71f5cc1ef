import { DeadlineError, StackStoppedError } from "../errors.ts";
import type { LineBook } from "./line-book.ts";
import type { LogLine } from "./log-line.ts";
import { tailOf } from "./tail-of.ts";

/** Options of {@link lineOf}. */
export interface LineOfOptions {
  /** How long to wait, in milliseconds. */
  readonly deadlineMs: number;
  /** Position of the first line that counts, for example `stack.lines().length` before a restart. @default 0 */
  readonly from?: number | undefined;
  /** What is waited for, in words, for the error. @default "a line that matches" */
  readonly awaited?: string | undefined;
}

/**
 * Waits for the first line that `matches`; one that was written already counts.
 *
 * @throws {DeadlineError} with the last lines of each service
 * @throws {StackStoppedError} where the stack ends first
 */
export async function lineOf(
  { book, stackName, stopped }: { book: LineBook; stackName: string; stopped: AbortSignal },
  matches: (line: LogLine) => boolean,
  { deadlineMs, from = 0, awaited = "a line that matches" }: LineOfOptions,
): Promise<LogLine> {
  const ended = new AbortController();
  let unfollow = () => {};
  try {
    return await new Promise<LogLine>((resolve, reject) => {
      const stop = () => reject(new StackStoppedError(stackName, awaited));
      if (stopped.aborted) stop();
      stopped.addEventListener("abort", stop, { once: true, signal: ended.signal });
      const timer = setTimeout(() => {
        reject(new DeadlineError(awaited, { deadlineMs, seen: "none", tail: tailOf(book.lines()) }));
      }, deadlineMs);
      ended.signal.addEventListener("abort", () => clearTimeout(timer));
      unfollow = book.follow((line) => {
        try {
          if (matches(line)) resolve(line);
        } catch (error) {
          reject(error);
        }
      }, from);
    });
  } finally {
    unfollow();
    ended.abort();
  }
}
