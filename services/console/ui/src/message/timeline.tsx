import type { TimelineEntry } from "@letsgo/console-api";
import { formatBytes, formatClock, formatDuration } from "../components/format.ts";
import { toVisible } from "../components/to-visible.ts";
import classes from "./timeline.module.css";

/** Everything that happened to it, in order, with the time between. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <section className="panel" aria-labelledby="timeline">
      <div className="panel-head">
        <h2 id="timeline">Timeline</h2>
        <span className="muted num">{entries.length}</span>
      </div>
      <ol className={classes.timeline}>
        {entries.map(({ at, what, service, sincePreviousMs, facts }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries repeat and are only added at the end
          <li key={index} data-what={what}>
            <time className="num">{formatClock(at)}</time>
            <span className={classes.since}>
              {sincePreviousMs === null ? "" : `+${formatDuration(sincePreviousMs)}`}
            </span>
            <span className={classes.what}>{what}</span>
            <span className="muted">
              {service}
              {Object.entries(facts)
                // The attempt shows an error whole.
                .filter(([name, value]) => name !== "error" && value !== null)
                .map(([name, value]) => ` · ${toWords(name)} ${toText(name, value)}`)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

// --- internal ---

/** `receiveCount` is "receive count"; units are said by the value. */
function toWords(name: string): string {
  if (name === "bytes") return "size";
  return name.replace(/(Ms|Seconds)$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function toText(name: string, value: TimelineEntry["facts"][string]): string {
  if (typeof value !== "number") return toVisible(String(value));
  if (name === "bytes") return formatBytes(value);
  if (name.endsWith("Ms")) return formatDuration(value);
  if (name.endsWith("Seconds")) return formatDuration(value * 1000);
  if (/At$/.test(name)) return formatClock(value);
  return String(value);
}
