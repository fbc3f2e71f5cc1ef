/** Some checks hold. */
interface Partly {
  readonly verdict: "partly";
  /** What happens instead. */
  readonly instead: string;
  /** The checks that do not hold. */
  readonly gaps: readonly string[];
  /** The checks that do not hold in every run, since the emulator does not do the same each time. */
  readonly sometimes?: readonly string[];
}

/** What an emulator is expected to do with a statement; `not`: no check holds. */
export type Expectation = { readonly verdict: "kept" } | Partly | { readonly verdict: "not"; readonly instead: string };

/**
 * @param instead what happens instead, for `docs/fidelity.md`
 * @param gaps the checks that do not hold
 */
export function partly(instead: string, ...gaps: readonly string[]): Partly {
  return { verdict: "partly", instead, gaps };
}

/** @param instead what happens instead, for `docs/fidelity.md` */
export function not(instead: string): Expectation {
  return { verdict: "not", instead };
}
