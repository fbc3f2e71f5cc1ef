import type { StackState } from "../stack-state.ts";

/** The mode, what decided it and what it means. */
export function ModeLine({ state: { mode, modeSource, modeConflict } }: { state: StackState }) {
  if (mode === undefined) {
    return <p className="mode">Mode: unknown while neither the API nor the worker answers.</p>;
  }
  return (
    <div className="mode">
      <p>
        Mode: <strong data-testid="mode">{mode}</strong>
        {modeSource && (
          <>
            {" "}
            <span className="muted">
              (source: <span data-testid="mode-source">{modeSource}</span>)
            </span>
          </>
        )}
      </p>
      {MEANINGS.has(mode) && <p className="muted">{MEANINGS.get(mode)}</p>}
      {modeConflict && <p className="remedy">{modeConflict}</p>}
    </div>
  );
}

// --- internal ---

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["queued", "Messages wait in the queue; the worker polls it. What fails is tried again."],
  ["direct", "The API hands messages straight to the worker. What fails is logged, not tried again."],
]);
