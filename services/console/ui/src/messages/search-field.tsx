import { Kbd, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { MAX_CHARACTERS } from "./filters.ts";
import classes from "./messages.module.css";

const SETTLED_MS = 250;

/** A field whose words count once typing has paused. */
export function SearchField(props: {
  id?: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  icon?: ReactNode;
  hint?: string;
}) {
  const [text, setText] = useState(props.value);
  const told = useRef(props.value);
  const tell = useEffectEvent(() => {
    if (text === props.value) return;
    told.current = text;
    props.onChange(text);
  });
  // The address was changed by other means: "back", or "clear". What was told from here comes back late, when more may have
  // been typed.
  useEffect(() => {
    if (props.value !== told.current) setText(props.value);
    told.current = props.value;
  }, [props.value]);
  useEffect(() => {
    const timer = setTimeout(() => text !== undefined && tell(), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      size="xs"
      type="search"
      className={classes.search ?? ""}
      aria-label={props.label}
      placeholder={props.label}
      leftSection={props.icon}
      rightSection={props.hint && text === "" ? <Kbd size="xs">{props.hint}</Kbd> : null}
      maxLength={MAX_CHARACTERS}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      {...(props.id && { id: props.id })}
    />
  );
}
