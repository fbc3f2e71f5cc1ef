/** A window over rows of one height, in pixels. */
export interface Place {
  readonly topPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
}

/** Rows that are drawn beyond each edge, so that a step of a wheel finds its rows there. */
export const OVERSCAN_ROWS = 4;

/** The rows to draw: the first, and the one behind the last. */
export function rowsOf({ topPx, heightPx, rowPx, count }: Place & { count: number }): { first: number; end: number } {
  const within = (index: number) => Math.min(Math.max(index, 0), count);
  return {
    first: within(Math.floor(topPx / rowPx) - OVERSCAN_ROWS),
    end: within(Math.ceil((topPx + heightPx) / rowPx) + OVERSCAN_ROWS),
  };
}

/** Where the window must begin so that a row is wholly in sight; where it begins already, if that row is. */
export function topOf(index: number, { topPx, heightPx, rowPx }: Place): number {
  return Math.max(Math.min(topPx, index * rowPx), (index + 1) * rowPx - heightPx);
}
