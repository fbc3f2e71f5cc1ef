/** Asks whether a part can be reached; answers soon, whatever the part does. */
export type Reachability = () => Promise<"ok" | "unreachable">;

/** Options of {@link createReachability}. */
export interface ReachabilityOptions {
  /** How long an answer counts, in milliseconds from when it was asked for. @default 1000 */
  readonly freshMs?: number;
  /** After how many milliseconds without an answer the part counts as unreachable. @default 1000 */
  readonly timeoutMs?: number;
}

/**
 * Asks a part with a short deadline and keeps the answer for a moment, so that health checks, however many, cost it next to nothing.
 *
 * @param check resolves where the part answers; its signal is aborted at the deadline
 */
export function createReachability(
  check: (signal: AbortSignal) => Promise<unknown>,
  { freshMs = 1000, timeoutMs = 1000 }: ReachabilityOptions = {},
): Reachability {
  let last: { at: number; answer: Promise<"ok" | "unreachable"> } | undefined;
  return () => {
    if (!last || performance.now() - last.at >= freshMs) {
      last = { at: performance.now(), answer: ask(check, AbortSignal.timeout(timeoutMs)) };
    }
    return last.answer;
  };
}

// --- internal ---

/** The deadline holds for a check that does not look at its signal, too. */
async function ask(
  check: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
): Promise<"ok" | "unreachable"> {
  const late = new Promise<"unreachable">((resolve) => {
    signal.addEventListener("abort", () => resolve("unreachable"), { once: true });
  });
  const asked = check(signal).then(
    () => "ok" as const,
    () => "unreachable" as const,
  );
  return Promise.race([asked, late]);
}
