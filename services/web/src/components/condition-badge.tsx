import type { Condition } from "../stack-state.ts";

/** A condition as a word; shape and colour only repeat it. */
export function ConditionBadge({ condition }: { condition: Condition }) {
  return (
    <span className={`badge ${condition}`}>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14">
        <path d={SHAPES[condition]} />
      </svg>
      {WORDS[condition]}
    </span>
  );
}

// --- internal ---

const WORDS: Record<Condition, string> = {
  running: "Running",
  starting: "Starting",
  failing: "Failing",
  unreachable: "Unreachable",
  unknown: "Unknown",
};

/** A tick, a dial, a cross (twice) and a dash. */
const SHAPES: Record<Condition, string> = {
  running: "M3 8.5 6.5 12 13 4.5",
  starting: "M8 3v5l3 2.5",
  failing: "m4 4 8 8m0-8-8 8",
  unreachable: "m4 4 8 8m0-8-8 8",
  unknown: "M3.5 8h9",
};
