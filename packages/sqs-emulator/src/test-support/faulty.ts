import type { FaultRule } from "../faults/fault-rule.ts";
import { type Bench, startBench } from "./sdk.ts";

export interface Faulty extends Bench {
  readonly url: string;
}

/** A queue `q`, and then these rules. */
export async function startFaulty(...rules: FaultRule[]): Promise<Faulty> {
  const bench = await startBench();
  const url = await bench.queue("q");
  bench.emulator.faults.set(rules);
  return { ...bench, url };
}

export const bodiesOf = ({ emulator }: Bench, name = "q") => emulator.messages(name).map(({ body }) => body);
export const struck = ({ emulator }: Bench) => emulator.faults.rules.map((rule) => rule.struck);
export const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Id: `${index}`, MessageBody: `${index}` }));
