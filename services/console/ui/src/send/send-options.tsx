import { NumberInput, TextInput } from "@mantine/core";
import { useStatus } from "../queries.ts";
import { AttributesFields } from "./attributes-fields.tsx";
import type { Draft } from "./draft.ts";
import classes from "./send.module.css";

/** When, how often, and with what beside the payload. */
export function SendOptions({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { data: status } = useStatus();
  const isFifo = status?.queueName.endsWith(".fifo") ?? false;
  const isUnobserved = status?.mode.value === "direct" && draft.as !== "raw" && draft.delaySeconds > 0;
  return (
    <div className={classes.options}>
      <NumberInput
        size="xs"
        label="Delay, in seconds"
        description={
          isUnobserved ? "Direct mode does not observe it." : draft.as === "raw" ? "Up to 900." : "Up to 365 days."
        }
        min={0}
        max={draft.as === "raw" ? 900 : 31_536_000}
        allowDecimal={false}
        value={draft.delaySeconds}
        onChange={(value) => onChange({ delaySeconds: Number(value) || 0 })}
      />
      <NumberInput
        size="xs"
        label="How many"
        description="All alike, up to 1,000."
        min={1}
        max={1000}
        allowDecimal={false}
        value={draft.count}
        onChange={(value) => onChange({ count: Number(value) || 1 })}
      />
      {isFifo && (
        <TextInput
          size="xs"
          label="Group id"
          description="Required on a FIFO queue."
          value={draft.groupId}
          onChange={(event) => onChange({ groupId: event.currentTarget.value })}
        />
      )}
      <AttributesFields attributes={draft.attributes} onChange={(attributes) => onChange({ attributes })} />
    </div>
  );
}
