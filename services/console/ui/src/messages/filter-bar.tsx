import { Button, MultiSelect, NativeSelect } from "@mantine/core";
import { memo } from "react";
import { Icon } from "../components/icon.tsx";
import { useCatalogue } from "../queries.ts";
import { type Filters, isUnfiltered } from "./filters.ts";
import classes from "./messages.module.css";
import { SearchField } from "./search-field.tsx";
import { TimeFilter } from "./time-filter.tsx";

/** Narrows the list; all of it goes into the URL. */
export const FilterBar = memo(function FilterBar(props: {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  onClear: () => void;
}) {
  const { filters, onChange } = props;
  const { data: catalogue } = useCatalogue();
  const types = [...new Set([...(catalogue?.types.map(({ type }) => type) ?? []), ...filters.type])];
  return (
    <search className={classes.filters}>
      <SearchField
        id="search-messages"
        label="Words in payload, type or error"
        value={filters.text}
        onChange={(text) => onChange({ text })}
        icon={<Icon name="search" />}
        hint="/"
      />
      <SearchField label="Id or trace id" value={filters.id} onChange={(id) => onChange({ id })} />
      <MultiSelect
        size="xs"
        className={classes.type ?? ""}
        aria-label="Type"
        placeholder={filters.type.length === 0 ? "Any type" : ""}
        data={types}
        value={[...filters.type]}
        onChange={(type) => onChange({ type })}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "Any type" }}
      />
      <TimeFilter filters={filters} onChange={onChange} />
      <NativeSelect
        size="xs"
        aria-label="Mode"
        data={[
          { value: "", label: "Any mode" },
          { value: "direct", label: "direct" },
          { value: "queued", label: "queued" },
        ]}
        value={filters.mode ?? ""}
        onChange={({ currentTarget: { value } }) =>
          onChange({ mode: value === "" ? null : (value as "direct" | "queued") })
        }
      />
      {!isUnfiltered(filters) && (
        <Button variant="subtle" leftSection={<Icon name="cross" size={12} />} onClick={props.onClear}>
          Clear
        </Button>
      )}
    </search>
  );
});
