import { ScriptError } from "../cli/errors.ts";

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a time in the past: how long ago (`30s`, `10m`, `2h`, `1d`) or a date.
 *
 * @returns ms since the epoch
 * @throws {ScriptError} where it is neither
 */
export function parseSince(text: string, nowMs: number): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count && unit) return nowMs - Number(count) * (unitsMs[unit] ?? 0);
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new ScriptError(
    `Expected --since to be a time such as 10m or 2026-01-31T12:00:00Z, got "${text}".`,
    "Units are s, m, h and d.",
  );
}
