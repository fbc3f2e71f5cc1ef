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

/** Lets both send one load in turn, and compares the figures. */
export async function compare(name: string, rivals: Rivals, { rounds, ...load }: Load): Promise<Comparison> {
  const run = (who: "ours" | "theirs") => () => measure(rivals, who, load);
  return await compareRuns(name, { ours: run("ours"), theirs: run("theirs") }, { rounds });
}

/** Runs both in turn, after rounds of warming up, and takes medians over the rounds. */
export async function compareRuns(
  name: string,
  { ours, theirs }: { ours: () => Promise<number>; theirs: () => Promise<number> },
  { rounds, warmUpRounds = WARM_UP_ROUNDS }: { rounds: number; warmUpRounds?: number },
): Promise<Comparison> {
  for (let round = 0; round < warmUpRounds; round++) {
    await ours();
    await theirs();
  }
  const figures: { ours: number; theirs: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const own = await ours();
    const other = await theirs();
    figures.push({ ours: own, theirs: other, ratio: own / other });
  }
  const ratios = figures.map(({ ratio }) => ratio);
  return {
    name,
    ours: medianOf(figures.map((figure) => figure.ours)),
    theirs: medianOf(figures.map((figure) => figure.theirs)),
    ratio: medianOf(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** Runs `task` for 0 to `count` - 1, so many at once. */
export async function runAtOnce(atOnce: number, count: number, task: (index: number) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
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

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// --- internal ---

/** The compiler needs some before a rate says what a process that runs for long has. */
const WARM_UP_ROUNDS = 2;

/** @returns messages handled per second, or the median of one call in milliseconds */
async function measure(
  { settled, ...rivals }: Rivals,
  who: "ours" | "theirs",
  { callers, messages, figure }: Omit<Load, "rounds">,
): Promise<number> {
  const send = rivals[who];
  const durationsMs: number[] = [];
  const startedMs = performance.now();
  await runAtOnce(callers, messages, async (index) => {
    const sentMs = performance.now();
    await send(index);
    durationsMs.push(performance.now() - sentMs);
  });
  await settled();
  return figure === "rate" ? messages / ((performance.now() - startedMs) / 1000) : medianOf(durationsMs);
}
