/** Paths of 16 × 16 icons, drawn by strokes. */
const paths = {
  clock: "M8 4.5V8l2.2 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  queue: "M3 4h10M3 8h10M3 12h6",
  play: "M5 3.5v9l7.5-4.5Z",
  check: "m3 8.5 3.2 3.2L13 4.8",
  cross: "m4 4 8 8m0-8-8 8",
  stop: "M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3ZM8 4.8v3.6m0 2.5v.1",
  trash: "M3 4.5h10M6.3 4.5V3h3.4v1.5M4.5 4.5 5 13h6l.5-8.5M7 7v3.5M9 7v3.5",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
  copy: "M6 6h7v7H6zM10 6V3H3v7h3",
  replay: "M3 8a5 5 0 1 0 1.6-3.7M4 2v3h3",
  edit: "M3 13l.7-3L11 2.7 13.3 5 6 12.3Z",
  back: "M13 8H3m4-4L3 8l4 4",
  up: "M8 13V3M4 7l4-4 4 4",
  send: "M14 2 7 9m7-7-4.5 12L7 9 2 6.5Z",
  sun: "M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.5v1.3m0 10.4v1.3M1.5 8h1.3m10.4 0h1.3M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z",
  auto: "M8 2a6 6 0 1 0 0 12ZM8 2a6 6 0 0 1 0 12",
  help: "M6 6.2A2 2 0 1 1 8.7 8c-.5.2-.7.6-.7 1.2m0 2.3v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  chart: "M2.5 13.5v-11M2.5 13.5h11M5 10.5l2.5-3 2 2L13 5",
  list: "M5.5 4H14M5.5 8H14M5.5 12H14M2.2 4h.1M2.2 8h.1M2.2 12h.1",
  pause: "M5.5 3.5v9m5-9v9",
  warn: "M8 2.5 14.5 13.5h-13ZM8 6.5v3m0 2v.1",
  external: "M9 3h4v4m0-4L7.5 8.5M12 9.5V13H3V4h3.5",
  down: "m4 6 4 4 4-4",
  right: "m6 4 4 4-4 4",
} as const;

export type IconName = keyof typeof paths;

/** An icon that says nothing to a screen reader: the words stand beside it. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
