import { Cron } from "croner";
import { InvalidScheduleError } from "../errors.ts";
import { toCronerPattern } from "./to-croner-pattern.ts";

/** When the scheduled event fires. */
export interface Schedule {
  /** As the setting has it. */
  readonly expression: string;
  /**
   * The first time after `after`; null where none will come.
   *
   * @param start when the schedule was started: rates count from it
   */
  next(after: Date, start: Date): Date | null;
}

/**
 * Reads `rate(5 minutes)` or `cron(...)`.
 *
 * @param timezone zone of a cron expression, for example `Europe/Berlin`; rates have none
 * @throws {InvalidScheduleError} where the expression is neither, is out of range or never comes, or the zone is unknown
 */
export function parseSchedule(expression: string, timezone: string): Schedule {
  const [, kind, inside = ""] = /^(rate|cron)\(([^()]*)\)$/.exec(expression.trim()) ?? [];
  if (kind === "rate") return parseRate(expression, inside);
  if (kind === "cron") return parseCron(expression, inside, timezone);
  throw new InvalidScheduleError("expression", `Expected schedule to be rate(...) or cron(...), got ${expression}`);
}

// --- internal ---

const unitsMs: ReadonlyMap<string, number> = new Map([
  ["minute", 60_000],
  ["hour", 3_600_000],
  ["day", 86_400_000],
]);

function parseRate(expression: string, inside: string): Schedule {
  const [, count = "", unit = ""] = /^\s*([1-9]\d{0,5})\s+(minute|hour|day)s?\s*$/.exec(inside) ?? [];
  const unitMs = unitsMs.get(unit);
  if (unitMs === undefined) {
    throw new InvalidScheduleError(
      "expression",
      `Expected rate(...) to hold a whole number from 1 to 999999 and minutes, hours or days, got ${expression}`,
    );
  }
  const periodMs = Number(count) * unitMs;
  return {
    expression,
    next: (after, start) => {
      const periods = Math.max(0, Math.floor((after.getTime() - start.getTime()) / periodMs)) + 1;
      return new Date(start.getTime() + periods * periodMs);
    },
  };
}

function parseCron(expression: string, inside: string, timezone: string): Schedule {
  requireTimezone(timezone);
  const { pattern, mode, alternativeWeekdays } = toCronerPattern(inside);
  let cron: Cron;
  try {
    cron = new Cron(pattern, { mode, alternativeWeekdays, timezone, paused: true });
  } catch (cause) {
    throw new InvalidScheduleError(
      "expression",
      `Expected schedule to be a cron expression, got ${expression}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  if (cron.nextRun() === null) {
    throw new InvalidScheduleError("expression", `Expected schedule to come at least once more, got ${expression}`);
  }
  return { expression, next: (after) => cron.nextRun(after) };
}

function requireTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
  } catch (cause) {
    throw new InvalidScheduleError("timezone", `Expected time zone to be one of IANA's, got ${timezone}`, { cause });
  }
}
