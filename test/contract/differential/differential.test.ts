import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, inject, test } from "vitest";
import { type Bench, createBench, createContractClient } from "../support/bench.ts";
import { type Difference, differences } from "./differences.ts";
import { perform, type World } from "./perform.ts";
import { rareScripts } from "./rare-scripts.ts";
import { type Step, sampleScripts } from "./script.ts";

/** Another seed gives other scripts; whether each listed difference occurs is asked for this one alone. */
const REVIEWED_SEED = 5;
const seed = Number(process.env.DIFFERENTIAL_SEED ?? REVIEWED_SEED);
const { localstack, "sqs-emulator": ours } = inject("emulators");

if ("endpoint" in localstack && "endpoint" in ours) compareWith(localstack.endpoint, ours.endpoint);
else describe.skip("the same random scripts (skipped: they need LocalStack)", () => void test("differences", () => {}));

// --- internal ---

function compareWith(theirs: string, ours: string): void {
  const clients = [theirs, ours].map(createContractClient);
  afterAll(() => {
    for (const client of clients) client.destroy();
  });
  const benchOf = (index: 0 | 1, emulator: "localstack" | "sqs-emulator", endpoint: string) =>
    createBench({ emulator, endpoint, client: clients[index] as NonNullable<(typeof clients)[0]> });

  test(`on LocalStack and here random scripts (seed ${seed}) differ as reviewed, and in nothing else`, {
    timeout: 170_000,
  }, async () => {
    await using benchOfTheirs = benchOf(0, "localstack", theirs);
    await using benchOfOurs = benchOf(1, "sqs-emulator", ours);
    const random = sampleScripts({ seed, count: 20 }).map((steps, index) => ({ steps, isFifo: index % 2 > 0 }));
    const benches = [benchOfTheirs, benchOfOurs] as const;
    const found = await Promise.all(
      [...random, ...rareScripts].map(({ steps, isFifo }) => runScript(steps, { benches, isFifo })),
    );
    const all = found.flat();
    const seen = new Set(all.map(({ difference }) => difference));

    expect(all.filter(({ difference }) => difference === undefined).map(describeFound)).toEqual([]);
    const missing = differences.filter((each) => !seen.has(each)).map(({ what }) => what);
    if (seed === REVIEWED_SEED) expect(missing, "listed, and never seen").toEqual([]);
    else if (missing.length > 0) console.info(`Listed, and not seen with this seed: ${missing.join("; ")}`);
  });
}

interface Found {
  readonly difference: Difference | undefined;
  readonly step: Step;
  readonly theirs: object;
  readonly ours: object;
  readonly before: readonly Step[];
}

function describeFound({ step, theirs, ours, before }: Found): string {
  const [what, other, own, first] = [step, theirs, ours, before.slice(0, -1)].map((each) => JSON.stringify(each));
  return `${what}: LocalStack ${other}, ours ${own}, after ${first}`;
}

/** After a difference the queues hold different things, so the script goes on with new ones. */
async function runScript(
  script: readonly Step[],
  { benches, isFifo }: { benches: readonly [Bench, Bench]; isFifo: boolean },
): Promise<Found[]> {
  const found: Found[] = [];
  let worlds = await createWorlds(benches, isFifo);
  let before: Step[] = [];
  for (const step of script) {
    const [theirs, ours] = (await Promise.all(worlds.map((world) => perform(world, step)))) as [object, object];
    before.push(step);
    if (isDeepStrictEqual(theirs, ours)) continue;
    const difference = differences.find(({ matches }) => matches({ step, theirs, ours, isFifo }));
    found.push({ difference, step, theirs, ours, before });
    worlds = await createWorlds(benches, isFifo);
    before = [];
  }
  return found;
}

/** Under the same names, since ARNs hold them. */
function createWorlds(benches: readonly [Bench, Bench], isFifo: boolean): Promise<[World, World]> {
  const suffix = isFifo ? ".fifo" : "";
  const [main, dlq] = [`differential-${randomUUID()}${suffix}`, `differential-${randomUUID()}${suffix}`];
  const create = async (bench: Bench): Promise<World> => {
    const type = isFifo ? { FifoQueue: "true" } : {};
    const dead = await bench.createQueue({ ...type, VisibilityTimeout: 600 }, dlq);
    const RedrivePolicy = { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 };
    // No timeout ends by itself while a script runs, on a machine under load either.
    const attributes = { ...type, RedrivePolicy, MaximumMessageSize: 1024, VisibilityTimeout: 600 };
    return { main: await bench.createQueue(attributes, main), dlq: dead, isFifo, handles: [], sent: 0 };
  };
  return Promise.all([create(benches[0]), create(benches[1])]);
}
