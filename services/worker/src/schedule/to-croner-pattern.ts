import { InvalidScheduleError } from "../errors.ts";

/** A cron expression as croner takes it. */
export interface CronerPattern {
  readonly pattern: string;
  readonly mode: "5-part" | "7-part";
  /** Is Sunday 1, as AWS has it, or 0? */
  readonly alternativeWeekdays: boolean;
}

/**
 * Translates the fields inside `cron(...)`: six are AWS's (year last, Sunday is 1), five the usual ones (Sunday is 0).
 * Six fields as they are would mean seconds first to croner, and fire wrongly without an error.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
 *
 * @throws {InvalidScheduleError} where the number of fields is another, or AWS's day fields contradict each other
 */
export function toCronerPattern(fieldsText: string): CronerPattern {
  const fields = fieldsText.trim().split(/\s+/);
  if (fields.length === 5) return { pattern: fields.join(" "), mode: "5-part", alternativeWeekdays: false };
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) {
    throw invalid(`cron(${fieldsText})`, "to have AWS's six fields or the usual five");
  }
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    throw invalid(`cron(${fieldsText})`, "to have ? in exactly one of day-of-month and day-of-week");
  }
  // croner lets 0 and 8 pass as days next to the week.
  if (/(^|[,-])(0|[89]|\d\d+)/.test(dayOfWeek))
    throw invalid(`cron(${fieldsText})`, "to have days of the week from 1 to 7");
  const translated = [
    toField(minute, 59),
    toField(hour, 23),
    toField(dayOfMonth, 31),
    toField(month, 12),
    // A bare L is AWS's Saturday; croner reads it as "the last".
    dayOfWeek.toUpperCase() === "L" ? "7" : toField(dayOfWeek, 7),
    toField(year, LAST_YEAR),
  ];
  return { pattern: `0 ${translated.join(" ")}`, mode: "7-part", alternativeWeekdays: true };
}

// --- internal ---

/** AWS's greatest year. */
const LAST_YEAR = 2199;

/** `?` is "any" once the other day field decides; a step from a start (`5/10`) runs to the field's end. */
function toField(field: string, max: number): string {
  if (field === "?") return "*";
  return field
    .split(",")
    .map((part) => part.replace(/^([A-Za-z0-9]+)\/(\d+)$/, `$1-${max}/$2`))
    .join(",");
}

function invalid(got: string, expected: string): InvalidScheduleError {
  return new InvalidScheduleError("expression", `Expected schedule ${expected}, got ${got}`);
}
