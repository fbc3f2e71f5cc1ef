import type { Redrive } from "@letsgo/console-api";

/** Which of two reports is shown: the answer to a request may come after what the stream told later. */
export function newerRedrive(known: Redrive | undefined, told: Redrive): Redrive {
  if (known?.redriveId !== told.redriveId) return known && known.startedAt > told.startedAt ? known : told;
  if (known.state !== "running") return known;
  return told.state === "running" && told.moved < known.moved ? known : told;
}
