import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import classes from "./plot.module.css";
import { lastOf, type PlotSeries } from "./plot-series.ts";

/** Lines over time. The legend above says the last values, so that nothing is told by the canvas alone. */
export function Plot(props: {
  title: string;
  at: readonly number[];
  series: readonly PlotSeries[];
  format: (value: number) => string;
  /** The least that the top of the scale stands for, so that an empty plot has one. */
  least?: number;
  /** How far back it looks, to the present. @default as far as there are values */
  minutes?: number;
  height?: number;
}) {
  const { title, at, series, format, height = 190 } = props;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const scheme = useComputedColorScheme();
  const shape = `${scheme}/${height}/${props.minutes}/${series.map(({ label }) => label).join("/")}`;
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for colours, labels and height
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const own = new uPlot(toOptions(element, latest.current, height), toData(latest.current), element);
    plot.current = own;
    const resized = new ResizeObserver(() => own.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      own.destroy();
    };
  }, [shape]);
  useEffect(() => plot.current?.setData(toData({ at, series })), [at, series]);

  const summary = series.map(({ label, values }) => `${label} ${toText(lastOf(values), format)}`).join(", ");
  return (
    <figure className={classes.plot}>
      <figcaption>
        <strong>{title}</strong>
        <ul>
          {series.map(({ label, values, color, dash }) => (
            <li key={label}>
              <svg width="16" height="6" aria-hidden="true">
                <line
                  x1="0"
                  x2="16"
                  y1="3"
                  y2="3"
                  stroke={`var(${color})`}
                  strokeWidth="2"
                  strokeDasharray={dash?.join(" ")}
                />
              </svg>
              {label} <b className="num">{toText(lastOf(values), format)}</b>
            </li>
          ))}
        </ul>
      </figcaption>
      <div ref={place} role="img" aria-label={`${title} over time; now: ${summary}`} style={{ height }} />
    </figure>
  );
}

// --- internal ---

type Shown = Pick<Parameters<typeof Plot>[0], "at" | "series">;

/** In seconds, as the library has them. Without values there is a window, too. */
function toWindow(minutes: number | undefined): [number, number] | undefined {
  const now = Date.now() / 1000;
  return minutes === undefined ? undefined : [now - minutes * 60, now];
}

function toText(value: number | null, format: (value: number) => string): string {
  return value === null ? "–" : format(value);
}

function toData({ at, series }: Shown): uPlot.AlignedData {
  return [at.map((ms) => ms / 1000), ...series.map(({ values }) => [...values])];
}

function toOptions(element: HTMLElement, shown: Parameters<typeof Plot>[0], height: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: color("--muted"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: {
      x: { range: (_plot, min, max) => toWindow(shown.minutes) ?? [min, max] },
      y: { range: (_plot, _min, max) => [0, Math.max(max ?? 0, shown.least ?? 0.001) * 1.08] },
    },
    axes: [
      { ...axis, size: 26, values: [[1, "{HH}:{mm}:{ss}", null, null, null, null, null, null, 1]], space: 70 },
      { ...axis, size: 64, values: (_plot, ticks) => ticks.map(shown.format) },
    ],
    series: [
      {},
      ...shown.series.map((each) => ({
        label: each.label,
        stroke: color(each.color),
        width: 1.75,
        points: { show: false },
        spanGaps: false,
        ...(each.dash && { dash: [...each.dash] }),
        ...(each.isFilled && { fill: `${color(each.color)}22` }),
      })),
    ],
  };
}
