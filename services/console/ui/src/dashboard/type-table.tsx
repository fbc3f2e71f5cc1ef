import type { TypeTotals } from "@letsgo/console-api";
import { formatCount, formatDuration } from "../components/format.ts";
import { toVisible } from "../components/to-visible.ts";
import classes from "./dashboard.module.css";

const heads = [
  "Type",
  "Accepted",
  "Succeeded",
  "Failed",
  "Dead",
  "Wait p50",
  "p95",
  "p99",
  "Handler p50",
  "p95",
  "p99",
];

/** Sums over the whole time, a row for each type. */
export function TypeTable({ types, onType }: { types: readonly TypeTotals[]; onType: (type: string) => void }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={`panel ${classes.scroll}`} tabIndex={0} aria-label="By type">
      <table className={classes.types}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the heads never change
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map(({ type, accepted, succeeded, failed, dead, queueWait, handler }) => (
            <tr key={type}>
              <th scope="row">
                <button type="button" title={toVisible(type)} onClick={() => onType(type)}>
                  {toVisible(type) || "no type"}
                </button>
              </th>
              {[accepted, succeeded].map((count, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <td key={index}>{formatCount(count)}</td>
              ))}
              <td data-bad={failed > 0 || undefined}>{formatCount(failed)}</td>
              <td data-bad={dead > 0 || undefined}>{formatCount(dead)}</td>
              {[queueWait.p50, queueWait.p95, queueWait.p99, handler.p50, handler.p95, handler.p99].map((ms, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <td key={index}>{ms === null ? "–" : formatDuration(ms)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
