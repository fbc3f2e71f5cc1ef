import { createRandom } from "../random.ts";
import { type ArmedRule, CallFaults } from "./call-faults.ts";
import { actionsOf, type FaultRule } from "./fault-rule.ts";
import { parseFaultRules } from "./parse-fault-rules.ts";

/** What goes wrong with calls on purpose; by default nothing does. */
export interface EmulatorFaults {
  /** The rules in force, with how often each has struck. */
  readonly rules: readonly (FaultRule & { readonly struck: number })[];
  /**
   * Puts these rules in the place of all others; they begin anew, their chance as well.
   *
   * @param options.seed of their chance: the same rules, calls and seed, the same faults. @default the emulator's
   * @throws {EmulatorError} a rule is not as it should be; those in force stay
   * @example
   * emulator.faults.set([{ fault: "throttle", actions: "SendMessage", queue: "orders*", probability: 0.2 }]);
   */
  set(rules: readonly FaultRule[], options?: { readonly seed?: number }): void;
  /** Has nothing go wrong from now on. */
  clear(): void;
}

export class Faults implements EmulatorFaults {
  readonly #seed: number;
  readonly #actions: readonly string[];
  readonly #stopped = new AbortController();
  #armed: readonly (ArmedRule & { readonly concerns: (action: string, queueName: string | undefined) => boolean })[] =
    [];

  /** @param options.actions every action of the API */
  constructor({ seed, actions }: { seed: number; actions: readonly string[] }) {
    this.#seed = seed;
    this.#actions = actions;
  }

  get rules(): readonly (FaultRule & { readonly struck: number })[] {
    return this.#armed.map(({ rule, struck }) => ({ ...rule, struck }));
  }

  set(rules: readonly FaultRule[], { seed = this.#seed }: { readonly seed?: number } = {}): void {
    const parsed = parseFaultRules(rules, this.#actions);
    // A call that is under way, such as a long poll, has the old ones.
    for (const armed of this.#armed) armed.left = 0;
    this.#armed = parsed.map((rule, index) => ({
      rule: structuredClone(rule),
      random: createRandom(seed + index * 0x9e3779b9),
      left: rule.times ?? Number.POSITIVE_INFINITY,
      struck: 0,
      concerns: toFilter(rule),
    }));
  }

  clear(): void {
    this.set([]);
  }

  /** @returns undefined where no rule concerns the call */
  of(action: string, queueName: () => string | undefined): CallFaults | undefined {
    if (this.#armed.length === 0) return undefined;
    const name = queueName();
    const rules = this.#armed.filter(({ concerns }) => concerns(action, name));
    return rules.length === 0 ? undefined : new CallFaults(rules, this.#stopped.signal);
  }

  /** Ends the calls that are being slow. */
  close(): void {
    this.#stopped.abort();
  }
}

// --- internal ---

function toFilter({ fault, actions = actionsOf[fault], queue }: FaultRule) {
  const pattern = queue && new RegExp(`^${queue.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return (action: string, queueName: string | undefined): boolean => {
    if (actions !== undefined && !(typeof actions === "string" ? actions === action : actions.includes(action)))
      return false;
    return !pattern || (queueName !== undefined && pattern.test(queueName));
  };
}
