import type { Redrive } from "@letsgo/console-api";

/**
 * Which of two reports is shown: the answer to a request may come after what the stream told later. A page that was opened
 * after a redrive's end, or in which it was closed, does not show it (again).
 */
export function newerRedrive(known: Redrive | undefined, told: Redrive): Redrive | undefined {
  if (known === undefined) return told.state === "running" ? told : undefined;
  if (known.redriveId !== told.redriveId) return known.startedAt > told.startedAt ? known : told;
  if (known.state !== "running") return known;
  return told.state === "running" && told.moved < known.moved ? known : told;
}

/** A redrive of which the server knows nothing any more: it has ended in the redrive's midst. */
export function toInterrupted(redrive: Redrive): Redrive {
  const problem =
    "the console's server ended in its midst. What was moved stays moved, and SQS may be moving more: the depths tell.";
  return { ...redrive, state: "failed", problem, endedAt: Date.now() };
}
