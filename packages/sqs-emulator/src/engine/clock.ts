/** Whose time the emulator goes by; it can be turned forward whatever its kind. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  /** Real milliseconds until this clock says so; undefined: never by itself. */
  realMsUntil(time: number): number | undefined;
  advance(ms: number): void;
}

/**
 * - `real`: the machine's time.
 * - `manual`: stands still but for `advance`.
 * - `{ speed }`: so many seconds go by in one real second.
 */
export type ClockChoice = "real" | "manual" | { readonly speed: number };

/** @param startAt where a manual or faster clock starts; a real one has the machine's time */
export function createClock(choice: ClockChoice, startAt: number): Clock {
  const speed = choice === "real" ? 1 : choice === "manual" ? 0 : choice.speed;
  const startedAt = Date.now();
  const read = choice === "real" ? () => Date.now() : () => startAt + Math.floor((Date.now() - startedAt) * speed);
  let turnedBy = 0;
  let latest = 0;
  function now(): number {
    // The machine's time may be set back; what has been due stays due.
    latest = Math.max(latest, read() + turnedBy);
    return latest;
  }
  return {
    now,
    realMsUntil: (time) => (speed === 0 ? undefined : Math.max(0, Math.ceil((time - now()) / speed))),
    advance(ms) {
      turnedBy += ms;
    },
  };
}
