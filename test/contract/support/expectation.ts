/** What an emulator is expected to do with a statement. */
export type Expectation =
  | { readonly verdict: "kept" }
  /** These checks do not hold, the others do. */
  | { readonly verdict: "partly"; readonly instead: string; readonly gaps: readonly string[] }
  /** No check holds. */
  | { readonly verdict: "not"; readonly instead: string };

/**
 * @param instead what happens instead, for `docs/fidelity.md`
 * @param gaps the checks that do not hold
 */
export function partly(instead: string, ...gaps: readonly string[]): Expectation {
  return { verdict: "partly", instead, gaps };
}

/** @param instead what happens instead, for `docs/fidelity.md` */
export function not(instead: string): Expectation {
  return { verdict: "not", instead };
}
