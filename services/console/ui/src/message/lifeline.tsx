import type { Span } from "@letsgo/console-api";
import { formatClock, formatDuration } from "../components/format.ts";
import { useNow } from "../components/use-now.ts";
import classes from "./lifeline.module.css";
import { layOutSpans, sumByKind } from "./span-layout.ts";

/** A message's life as a bar; its parts make the whole. */
export function Lifeline({ spans }: { spans: readonly Span[] }) {
  const now = useNow();
  if (spans.length === 0) return null;
  const laid = layOutSpans(spans, now);
  const totalMs = laid.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <section className={classes.lifeline} aria-label="Where its time went">
      <ol className={classes.bar}>
        {laid.map(({ kind, from, ms, isOpen, share }) => (
          <li
            key={`${kind}-${from}`}
            data-kind={kind}
            data-open={isOpen || undefined}
            style={{ flexGrow: share }}
            title={`${kind}: ${formatDuration(ms)}${isOpen ? " so far" : ""}, from ${formatClock(from)}`}
          >
            <span>{share > 0.07 ? formatDuration(ms) : ""}</span>
          </li>
        ))}
      </ol>
      <dl className={classes.legend}>
        {sumByKind(laid).map(({ kind, ms }) => (
          <div key={kind} data-kind={kind}>
            <dt>{kind}</dt>
            <dd className="num">{formatDuration(ms)}</dd>
          </div>
        ))}
        <div>
          <dt>in all</dt>
          <dd className="num">{formatDuration(totalMs)}</dd>
        </div>
      </dl>
    </section>
  );
}
