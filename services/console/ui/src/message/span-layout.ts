import { type Span, spanKinds } from "@letsgo/console-api";

/** A stretch of the bar. */
export interface LaidSpan {
  readonly kind: Span["kind"];
  readonly from: number;
  readonly ms: number;
  /** Does it still last? */
  readonly isOpen: boolean;
  /** Share of the bar's width, from 0 to 1; all of them make 1. */
  readonly share: number;
}

/** Least share of a stretch: a handler's 8 ms beside a minute's wait must still be seen. */
export const LEAST_SHARE = 0.012;

/** Lays a message's life along a bar: shares are its durations', except that none is too thin to be seen. */
export function layOutSpans(spans: readonly Span[], now: number): LaidSpan[] {
  const measured = spans.map(({ kind, from, to }) => ({
    kind,
    from,
    ms: Math.max(0, (to ?? Math.max(now, from)) - from),
    isOpen: to === null,
  }));
  const totalMs = measured.reduce((sum, { ms }) => sum + ms, 0);
  const raw = measured.map(({ ms }) => Math.max(LEAST_SHARE, totalMs === 0 ? 0 : ms / totalMs));
  const rawTotal = raw.reduce((sum, share) => sum + share, 0);
  return measured.map((span, index) => ({ ...span, share: (raw[index] ?? 0) / rawTotal }));
}

/** How long a message spent in each kind of stretch, in the order of kinds. */
export function sumByKind(laid: readonly LaidSpan[]): { kind: Span["kind"]; ms: number }[] {
  return spanKinds
    .map((kind) => ({ kind, ms: laid.reduce((sum, span) => sum + (span.kind === kind ? span.ms : 0), 0) }))
    .filter(({ kind }) => laid.some((span) => span.kind === kind));
}
