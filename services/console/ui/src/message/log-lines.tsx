import type { LogLine } from "@letsgo/console-api";
import { formatClock } from "../components/format.ts";
import { toVisible } from "../components/to-visible.ts";
import classes from "./attempts.module.css";

/** What was logged meanwhile. */
export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  return (
    <ol className={classes.logs} aria-label="Log lines">
      {lines.map(({ at, level, text, fields }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat and are only added at the end
        <li key={index}>
          <time>{formatClock(at)}</time> <b data-level={level}>{level}</b> <bdi>{toVisible(text)}</bdi>
          {fields && <span className="muted"> {toVisible(fields)}</span>}
        </li>
      ))}
    </ol>
  );
}
