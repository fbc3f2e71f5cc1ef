import type { CataloguedType } from "@letsgo/console-api";
import { Textarea } from "@mantine/core";
import type { Draft } from "./draft.ts";
import { PayloadForm } from "./payload-form.tsx";
import classes from "./send.module.css";

/** The payload's fields, its JSON, or the whole body. */
export function BodyFields(props: {
  draft: Draft;
  catalogued: CataloguedType | undefined;
  change: (part: Partial<Draft>) => void;
  submit: () => void;
}) {
  const { draft, catalogued, change, submit } = props;
  if (draft.as === "form" && catalogued?.schema) {
    return (
      <PayloadForm
        key={catalogued.type}
        id="payload"
        schema={catalogued.schema}
        fields={draft.fields}
        onChange={(fields) => change({ fields })}
        onSubmit={submit}
      />
    );
  }
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form id="payload" onSubmit={onSubmit}>
      <Textarea
        label={draft.as === "raw" ? "Body, sent as it stands" : "Payload, as JSON"}
        description={
          draft.as === "raw"
            ? "Malformed ones, too: what a foreign producer may send. It goes through the queue in both modes."
            : catalogued?.schema === null || !catalogued
              ? "No schema is known of this type: any JSON will do."
              : undefined
        }
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        classNames={{ input: classes.editor ?? "" }}
      />
    </form>
  );
}
