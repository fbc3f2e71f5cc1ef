import type { CataloguedType } from "@letsgo/console-api";
import { Autocomplete, SegmentedControl } from "@mantine/core";
import { Icon } from "../components/icon.tsx";
import { type Draft, hasForm, type WrittenAs } from "./draft.ts";
import classes from "./send.module.css";

/** Which type, and how it is written. */
export function TypeChoice(props: {
  types: readonly CataloguedType[];
  draft: Draft;
  onChoose: (part: { type?: string; as?: WrittenAs }) => void;
}) {
  const { types, draft, onChoose } = props;
  const isFormed = hasForm(types.find(({ type }) => type === draft.type));
  return (
    <div className={classes.choice}>
      {draft.as !== "raw" && (
        <Autocomplete
          size="xs"
          aria-label="Type"
          placeholder="order:new"
          rightSection={<Icon name="down" />}
          rightSectionPointerEvents="none"
          data={types.map(({ type }) => type)}
          value={draft.type}
          onChange={(type) => onChoose({ type })}
          selectFirstOptionOnChange={false}
          openOnFocus
          filter={({ options }) => options}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label="Written as"
        data={[
          { value: "form", label: "Form", disabled: !isFormed && draft.as !== "raw" },
          { value: "json", label: "JSON" },
          { value: "raw", label: "Raw body" },
        ]}
        value={draft.as}
        onChange={(as) => onChoose({ as: as as WrittenAs })}
      />
    </div>
  );
}
