/** Two ways of sending one message; they take turns, so that a busy machine is unfair to both. */
export interface Rivals {
  readonly ours: (index: number) => Promise<unknown>;
  readonly theirs: (index: number) => Promise<unknown>;
  /** Resolves once everything sent so far was handled. */
  readonly settled: () => Promise<void>;
}

export interface Load {
  /** Calls that are under way at once. */
  readonly callers: number;
  readonly messages: number;
  readonly rounds: number;
  readonly figure: "rate" | "p50";
}

export interface Comparison {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  /** The least and the greatest ratio of one round. */
  readonly spread: readonly [number, number];
}

/** Runs both in turn, a round of warming up first, and takes medians over the rounds. */
export async function compare(name: string, rivals: Rivals, load: Load): Promise<Comparison> {
  await measure(rivals, "ours", load);
  await measure(rivals, "theirs", load);
  const rounds: { ours: number; theirs: number; ratio: number }[] = [];
  for (let round = 0; round < load.rounds; round++) {
    const ours = await measure(rivals, "ours", load);
    const theirs = await measure(rivals, "theirs", load);
    rounds.push({ ours, theirs, ratio: ours / theirs });
  }
  const ratios = rounds.map(({ ratio }) => ratio);
  return {
    name,
    ours: medianOf(rounds.map(({ ours }) => ours)),
    theirs: medianOf(rounds.map(({ theirs }) => theirs)),
    ratio: medianOf(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

export function printTable(comparisons: readonly Comparison[]): void {
  console.table(
    comparisons.map(({ name, ours, theirs, ratio, spread }) => ({
      what: name,
      ours: Number(ours.toPrecision(4)),
      theirs: Number(theirs.toPrecision(4)),
      ratio: Number(ratio.toFixed(2)),
      "of all rounds": spread.map((bound) => bound.toFixed(2)).join(" to "),
    })),
  );
}

// --- internal ---

/** @returns messages handled per second, or the median of one call in milliseconds */
async function measure({ settled, ...rivals }: Rivals, who: "ours" | "theirs", load: Load): Promise<number> {
  const send = rivals[who];
  const durationsMs: number[] = [];
  let next = 0;
  const caller = async () => {
    while (next < load.messages) {
      const startedMs = performance.now();
      await send(next++);
      durationsMs.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: load.callers }, caller));
  await settled();
  return load.figure === "rate" ? load.messages / ((performance.now() - startedMs) / 1000) : medianOf(durationsMs);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
