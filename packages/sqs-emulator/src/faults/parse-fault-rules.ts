import { EmulatorError } from "../errors.ts";
import { described } from "../validate/input.ts";
import { actionsOf, type FaultKind, type FaultRule, faultKinds } from "./fault-rule.ts";

/**
 * Checks rules, wherever they come from.
 *
 * @param actions every action of the API
 * @throws {EmulatorError} one is not as it should be; the text names it
 */
export function parseFaultRules(value: unknown, actions: readonly string[]): readonly FaultRule[] {
  if (!Array.isArray(value)) throw wrong("faults", "a list of rules", value);
  return value.map((rule, index) => parseRule(rule, { at: `faults[${index}]`, actions }));
}

// --- internal ---

const LONGEST_DELAY_MS = 600_000;
const names = ["fault", "actions", "queue", "probability", "times", "delayMs"];

function parseRule(value: unknown, { at, actions }: { at: string; actions: readonly string[] }): FaultRule {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(at, "an object", value);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrong(`${at}`, `an object of ${names.join(", ")}`, unknown);
  const rule = value as Record<string, unknown>;
  const fault = faultKinds.find((kind) => kind === rule.fault);
  if (fault === undefined) throw wrong(`${at}.fault`, `one of ${faultKinds.join(", ")}`, rule.fault);
  requireActions(rule.actions, { at, fault, actions });
  if (rule.queue !== undefined && (typeof rule.queue !== "string" || !/^[\w*-]+(\.[\w*]+)?$/.test(rule.queue))) {
    throw wrong(`${at}.queue`, "a queue's name, with * for any characters", rule.queue);
  }
  requireNumber(rule.probability, { at: `${at}.probability`, least: 0, most: 1, isWhole: false });
  requireNumber(rule.times, { at: `${at}.times`, least: 1, most: Number.MAX_SAFE_INTEGER });
  if (fault !== "slow" && rule.delayMs !== undefined) throw wrong(`${at}.delayMs`, "absent but for slow", rule.delayMs);
  if (fault === "slow") {
    requireNumber(rule.delayMs ?? null, { at: `${at}.delayMs`, least: 1, most: LONGEST_DELAY_MS });
  }
  return value as FaultRule;
}

function requireActions(
  value: unknown,
  { at, fault, actions }: { at: string; fault: FaultKind; actions: readonly string[] },
): void {
  if (value === undefined) return;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const possible = actionsOf[fault] ?? actions;
  if (list.length === 0) throw wrong(`${at}.actions`, "one action or more", undefined);
  for (const action of list) {
    if (typeof action === "string" && possible.includes(action)) continue;
    throw wrong(`${at}.actions`, `of ${possible === actions ? "SQS" : possible.join(", ")} for ${fault}`, action);
  }
}

function requireNumber(
  value: unknown,
  { at, least, most, isWhole = true }: { at: string; least: number; most: number; isWhole?: boolean },
): void {
  if (value === undefined) return;
  const isRight = typeof value === "number" && value >= least && value <= most;
  if (isRight && (!isWhole || Number.isInteger(value))) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  throw wrong(at, `a${isWhole ? " whole" : ""} number ${range}`, value ?? undefined);
}

function wrong(at: string, expected: string, value: unknown): EmulatorError {
  return new EmulatorError("InvalidOption", `Expected ${at} to be ${expected}, got ${described(value)}`);
}
