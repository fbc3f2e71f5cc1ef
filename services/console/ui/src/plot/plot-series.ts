/** One line of a plot. */
export interface PlotSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** Name of the CSS variable of its colour. */
  readonly color: `--${string}`;
  /** Tells lines apart without colour. */
  readonly dash?: readonly number[];
  readonly isFilled?: boolean;
}

/** The last value that is one. */
export function lastOf(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}
