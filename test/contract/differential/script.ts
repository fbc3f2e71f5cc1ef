import fc from "fast-check";

/** One call, as data: the same for every emulator. Messages are named by which of the last receives gave them. */
export type Step =
  | ({ readonly kind: "send" } & Entry)
  | { readonly kind: "batch"; readonly entries: readonly (Entry & { readonly id: string })[] }
  | {
      readonly kind: "receive";
      readonly from: "main" | "dlq";
      readonly max: number | undefined;
      readonly visibility: number | undefined;
    }
  | { readonly kind: "delete" | "expire"; readonly which: number }
  | { readonly kind: "change"; readonly which: number; readonly visibility: number }
  | { readonly kind: "set"; readonly attribute: string; readonly value: string }
  | { readonly kind: "counts" | "purge" | "redrive" | "sources" };

/** What is sent: each is a name, of a text or of attributes in `values.ts`, or a value. */
export interface Entry {
  readonly body: string;
  readonly delay: number | undefined;
  readonly attributes: string;
  /** On FIFO. */
  readonly group: string | undefined;
  readonly deduplication: string | undefined;
}

/** Most values are good ones, so that a script gets somewhere. */
const mostly = <T, U>(good: T, ...rare: readonly U[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });

const entry = fc.record({
  body: mostly("plain", "emoji", "controls allowed", "control", "U+FFFE", "half of a pair", "empty", "1024", "1025"),
  delay: mostly(undefined, 0, 900, 901, -1),
  attributes: fc.oneof(
    fc.constant("none"),
    mostly(
      "text",
      "number",
      "binary",
      "labelled",
      "no number",
      "unknown type",
      "empty text",
      "name ..",
      "name aws.",
      "11",
    ),
  ),
  group: mostly("a", "b", "b", "b", undefined, "with space", "g".repeat(129)),
  deduplication: mostly("new", "new", "old", "old", "with space", undefined),
});
const batchId = (index: number) => mostly(`${index}`, `${index}`, "0", "a.b", "i".repeat(81));
const which = fc.nat(6);
const just = <T extends string>(kind: T) => fc.constant({ kind });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: entry.map((values) => ({ kind: "send" as const, ...values })) },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 0, max: 11 })
      .chain((count) => fc.tuple(...Array.from({ length: count < 10 ? count % 4 : count }, (_, i) => batchEntry(i))))
      .map((entries) => ({ kind: "batch" as const, entries })),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("receive" as const),
      from: mostly("main" as const, "dlq" as const),
      max: mostly(10, 1, 2, undefined, 0, 11),
      visibility: fc.oneof(fc.constant(undefined), mostly(0, 43_200, 43_201, -1)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      which,
      visibility: fc.oneof(fc.constant(0), mostly(600, 43_201, -1)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire" as const), which: fc.constant(0) }) },
  { weight: 2, arbitrary: just("counts") },
  { weight: 2, arbitrary: fc.oneof(just("redrive"), just("redrive"), just("purge"), just("sources")) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<[string, string]>(
        ["VisibilityTimeout", "600"],
        ["VisibilityTimeout", "700"],
        ["VisibilityTimeout", "900"],
        ["ContentBasedDeduplication", "true"],
        ["VisibilityTimeout", "43201"],
        ["DelaySeconds", "901"],
        ["MaximumMessageSize", "1023"],
        ["MessageRetentionPeriod", "59"],
        ["ReceiveMessageWaitTimeSeconds", "21"],
        ["Nonsense", "1"],
      )
      .map(([attribute, value]) => ({ kind: "set" as const, attribute, value })),
  },
);

/** @returns scripts that are the same for the same seed */
export function sampleScripts({ seed, count }: { seed: number; count: number }): readonly (readonly Step[])[] {
  return fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), { seed, numRuns: count });
}

// --- internal ---

function batchEntry(index: number) {
  return fc.tuple(entry, batchId(index)).map(([values, id]) => ({ ...values, id }));
}
