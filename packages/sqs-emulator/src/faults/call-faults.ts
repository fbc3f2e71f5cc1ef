import { setTimeout as delay } from "node:timers/promises";
import { SqsError } from "../errors.ts";
import type { FaultKind, FaultRule } from "./fault-rule.ts";

/** A rule in force, with its own chance: what other rules meet does not change what this one does. */
export interface ArmedRule {
  readonly rule: FaultRule;
  readonly random: () => number;
  left: number;
  struck: number;
}

/** The rules that concern one call. */
export class CallFaults {
  readonly #rules: readonly ArmedRule[];
  readonly #signal: AbortSignal;

  /** @param signal aborts when no call is carried out any more */
  constructor(rules: readonly ArmedRule[], signal: AbortSignal) {
    this.#rules = rules;
    this.#signal = signal;
  }

  /**
   * What happens before the call is carried out, by each rule in its turn.
   *
   * @returns `drop` where the connection is to be closed, and nothing carried out
   * @throws {SqsError} the call is refused
   */
  async begin(): Promise<"drop" | undefined> {
    for (const armed of this.#rules) {
      const { fault, delayMs } = armed.rule;
      if (fault !== "slow" && fault !== "drop" && !(fault in refusals)) continue;
      if (!strike(armed)) continue;
      if (fault === "drop") return "drop";
      const refuse = refusals[fault];
      if (refuse !== undefined) throw refuse();
      const isOver = await delay(delayMs, false, { signal: this.#signal }).catch(() => true);
      if (isOver) return "drop";
    }
    return undefined;
  }

  /** Fails one entry of a batch. */
  beginEntry(): void {
    if (this.strikes("partial-batch")) {
      throw new SqsError("InternalError", `We failed to process this entry.${ON_PURPOSE}`, { status: 500 });
    }
  }

  strikes(fault: FaultKind): boolean {
    return this.#rules.some((armed) => armed.rule.fault === fault && strike(armed));
  }
}

// --- internal ---

const ON_PURPOSE = " A fault of the emulator, on purpose.";

/** In AWS's names and statuses. */
const refusals: Partial<Record<FaultKind, () => SqsError>> = {
  throttle: () =>
    new SqsError("RequestThrottled", `The request was denied due to request throttling.${ON_PURPOSE}`, { status: 403 }),
  "internal-error": () =>
    new SqsError("InternalFailure", `The request processing has failed because of an unknown error.${ON_PURPOSE}`, {
      status: 500,
    }),
  unavailable: () =>
    new SqsError(
      "ServiceUnavailable",
      `The request has failed due to a temporary failure of the server.${ON_PURPOSE}`,
      {
        status: 503,
      },
    ),
};

function strike(armed: ArmedRule): boolean {
  if (armed.left === 0 || armed.random() >= (armed.rule.probability ?? 1)) return false;
  armed.left -= 1;
  armed.struck += 1;
  return true;
}
