import type { Schedule } from "./parse-schedule.ts";

/**
 * Calls `fire` whenever the schedule comes round, until it is ended. A time that passed while the machine slept fires
 * once, late. The timer keeps no process alive.
 *
 * @returns ends the schedule
 */
export function startSchedule(schedule: Schedule, fire: (due: Date) => void): () => void {
  const start = new Date();
  let timer: NodeJS.Timeout | undefined;

  function arm(after: Date): void {
    const due = schedule.next(after, start);
    if (due) wait(due);
  }

  function wait(due: Date): void {
    const leftMs = due.getTime() - Date.now();
    timer = setTimeout(() => (leftMs > MAX_TIMER_MS ? wait(due) : reach(due)), Math.min(leftMs, MAX_TIMER_MS));
    timer.unref();
  }

  function reach(due: Date): void {
    // From the later of both: a timer may fire a moment early, and missed times are not made up for.
    arm(new Date(Math.max(due.getTime(), Date.now())));
    fire(due);
  }

  arm(start);
  return () => clearTimeout(timer);
}

// --- internal ---

/** Node fires a longer timer at once. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_TIMER_MS = 2 ** 31 - 1;
