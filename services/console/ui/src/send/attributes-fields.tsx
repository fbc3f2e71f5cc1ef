import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Icon } from "../components/icon.tsx";
import { type Draft, MAX_ATTRIBUTES } from "./draft.ts";
import classes from "./send.module.css";

/** Up to four attributes of the sender's own. */
export function AttributesFields(props: {
  attributes: Draft["attributes"];
  onChange: (attributes: Draft["attributes"]) => void;
}) {
  const { attributes, onChange } = props;
  const set = (index: number, part: Partial<Draft["attributes"][number]>) =>
    onChange(attributes.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <fieldset className={classes.attributes}>
      <legend>Attributes</legend>
      {attributes.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
        <div key={index}>
          <TextInput
            size="xs"
            aria-label={`Name of attribute ${index + 1}`}
            placeholder="name"
            value={name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            aria-label={`Value of attribute ${index + 1}`}
            placeholder="value"
            value={value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={`Leave attribute ${index + 1} out`}
            onClick={() => onChange(attributes.filter((_, place) => place !== index))}
          >
            <Icon name="cross" />
          </ActionIcon>
        </div>
      ))}
      {attributes.length < MAX_ATTRIBUTES && (
        <Button size="compact-xs" onClick={() => onChange([...attributes, { name: "", value: "" }])}>
          Add an attribute
        </Button>
      )}
    </fieldset>
  );
}
