import { SegmentedControl } from "@mantine/core";
import { useSearchParams } from "react-router";

/** Spans of time, from 5 minutes to a day. */
const spans: Record<string, string> = { "5": "5 min", "15": "15 min", "60": "1 h", "360": "6 h", "1440": "24 h" };

/** How far back plots look; kept in the URL. */
export function useMinutes(): [number, (minutes: number) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get("minutes") ?? "";
  const minutes = Object.hasOwn(spans, asked) ? Number(asked) : 15;
  const set = (next: number) =>
    setParams(
      (before) => {
        before.set("minutes", String(next));
        return before;
      },
      { replace: true },
    );
  return [minutes, set];
}

export function MinutesSelect({ minutes, onChange }: { minutes: number; onChange: (minutes: number) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="How far back"
      data={Object.entries(spans).map(([value, label]) => ({ value, label }))}
      value={String(minutes)}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
