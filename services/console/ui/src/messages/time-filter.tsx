import { Button, Popover, SegmentedControl, TextInput } from "@mantine/core";
import { Icon } from "../components/icon.tsx";
import type { Filters, WindowName } from "./filters.ts";
import classes from "./messages.module.css";

const words: Record<WindowName, string> = { "5m": "5 min", "15m": "15 min", "1h": "1 h", "24h": "24 h" };

/** The last so long, or from one moment to another. */
export function TimeFilter({ filters, onChange }: { filters: Filters; onChange: (part: Partial<Filters>) => void }) {
  const { since, from, to } = filters;
  const name = since ? `Last ${words[since]}` : from || to ? `${from || "…"} – ${to || "…"}` : "Any time";
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button leftSection={<Icon name="clock" />} aria-label={`Time: ${name}`}>
          {name.replaceAll("T", " ")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.time ?? ""}>
        <SegmentedControl
          size="xs"
          aria-label="Accepted within"
          data={[{ value: "", label: "Any" }, ...Object.entries(words).map(([value, label]) => ({ value, label }))]}
          value={since ?? ""}
          onChange={(value) => onChange({ since: value === "" ? null : (value as WindowName), from: "", to: "" })}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label="From"
          value={from}
          onChange={({ currentTarget: { value } }) => onChange({ from: value, since: null })}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label="To"
          value={to}
          onChange={({ currentTarget: { value } }) => onChange({ to: value, since: null })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
