import { afterAll, describe, expect, inject, test } from "vitest";
import { expectationOf } from "../expectations.ts";
import { themes } from "../themes/index.ts";
import { type BenchOptions, createBench, createContractClient } from "./bench.ts";
import { type EmulatorName, emulatorLabels } from "./emulators.ts";
import type { Expectation } from "./expectation.ts";
import { isAnswer } from "./refusal.ts";
import type { Check, Statement } from "./theme.ts";
import { NotKeptError } from "./wait.ts";

/** A minute of the slowest statements, and what a machine under load adds. */
const TEST_TIMEOUT_MS = 170_000;

/**
 * Runs every statement against one emulator. A check that holds though the table of expectations says otherwise fails as
 * one does that should hold and does not: the table is what `docs/fidelity.md` is made from.
 */
export function runContract(emulator: EmulatorName): void {
  const found = inject("emulators")[emulator];
  const label = emulatorLabels[emulator];
  if ("endpoint" in found) runAgainst(emulator, found.endpoint);
  // Containers are a must in CI; another emulator is the user's to bring.
  else if (emulator !== "elasticmq" && process.env.CI === "true") {
    describe(label, () => void test("it can run here", () => fail(found.missing)));
  } else describe.skip(`${label} (skipped: ${found.missing})`, () => void test("the contract", () => {}));
}

// --- internal ---

function fail(why: string): never {
  throw new Error(`Expected the emulator to run, since CI=true, got none: ${why}`);
}

function runAgainst(emulator: EmulatorName, endpoint: string): void {
  describe.concurrent(emulatorLabels[emulator], () => {
    const client = createContractClient(endpoint);
    afterAll(() => client.destroy());
    for (const { name, statements } of themes) {
      describe.concurrent(name, () => {
        for (const statement of statements) {
          test(statement.title, { timeout: TEST_TIMEOUT_MS }, async () => {
            const expectation = expectationOf(statement.id, emulator);
            const failures = await failuresOf(statement, { emulator, endpoint, client });
            expect(surprisesOf(statement, expectation, failures)).toEqual([]);
            expect(expectation.verdict, "the table's word").toBe(verdictOf(statement, failures));
          });
        }
      });
    }
  });
}

/** What each check that does not hold says. */
type Failures = ReadonlyMap<string, string>;

async function failuresOf({ checks }: Statement, options: BenchOptions): Promise<Failures> {
  const run = async ([name, check]: [string, Check]) => [name, await failureOf(check, options)] as const;
  const all = await Promise.all(Object.entries(checks).map(run));
  return new Map(all.filter((each): each is readonly [string, string] => each[1] !== undefined));
}

async function failureOf(check: Check, options: BenchOptions): Promise<string | undefined> {
  await using bench = createBench(options);
  try {
    await check(bench);
    return undefined;
  } catch (error) {
    // A broken connection or a fault of the check itself is nothing that the table can foresee.
    const isAssertion = error instanceof Error && error.name === "AssertionError";
    if (!isAssertion && !(error instanceof NotKeptError) && !isAnswer(error)) throw error;
    const { name, message } = error as Error;
    return isAnswer(error) ? `${name}: ${message}` : message;
  }
}

function surprisesOf({ checks }: Statement, expectation: Expectation, failures: Failures): string[] {
  const names = Object.keys(checks);
  const gaps = expectation.verdict === "partly" ? expectation.gaps : expectation.verdict === "not" ? names : [];
  const sometimes = (expectation.verdict === "partly" && expectation.sometimes) || [];
  const instead = expectation.verdict === "kept" ? "" : expectation.instead;
  const unknown = [...gaps, ...sometimes].filter((name) => !names.includes(name));
  const better = gaps.filter((name) => names.includes(name) && !failures.has(name));
  const worse = [...failures.keys()].filter((name) => !gaps.includes(name) && !sometimes.includes(name));
  return [
    ...unknown.map((name) => `"${name}" is in the table, but no check of this statement`),
    ...better.map((name) => `"${name}" holds, though the table says: ${instead}`),
    ...worse.map((name) => `"${name}" does not hold: ${failures.get(name)}`),
  ];
}

function verdictOf({ checks }: Statement, failures: Failures): Expectation["verdict"] {
  if (failures.size === 0) return "kept";
  return failures.size === Object.keys(checks).length ? "not" : "partly";
}
