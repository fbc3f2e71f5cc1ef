import { Button } from "@mantine/core";
import Form from "@rjsf/mantine";
import type { IconButtonProps, RJSFSchema, TitleFieldProps } from "@rjsf/utils";
import { useMemo } from "react";
import { validator } from "./json-schema-validator.ts";
import classes from "./send.module.css";
import { toUiSchema } from "./to-ui-schema.ts";

/** The payload's fields as the type's schema has them. */
export function PayloadForm(props: {
  id: string;
  schema: Record<string, unknown>;
  fields: unknown;
  onChange: (fields: unknown) => void;
  onSubmit: () => void;
}) {
  const schema = props.schema as RJSFSchema;
  const uiSchema = useMemo(() => toUiSchema(schema), [schema]);
  return (
    <Form
      id={props.id}
      idPrefix={`${props.id}-fields`}
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      formData={props.fields}
      templates={templates}
      noHtml5Validate
      showErrorList={false}
      focusOnFirstError
      onChange={({ formData }) => props.onChange(formData)}
      onSubmit={props.onSubmit}
      // The faults stand at their fields; without this they are written to the browser's console, too.
      onError={() => {}}
    />
  );
}

// --- internal ---

/** The theme's titles are headings of a fixed level, which leave gaps in the page's order of headings. */
const templates = { TitleFieldTemplate, ButtonTemplates: { AddButton } };

/** The theme's is a plus sign alone, far from what it adds to. */
function AddButton({ id, className, disabled = false, onClick }: IconButtonProps) {
  return (
    <Button id={id} className={className ?? ""} disabled={disabled} leftSection="+" onClick={onClick}>
      Add one
    </Button>
  );
}

function TitleFieldTemplate({ title, required }: TitleFieldProps) {
  return (
    <p className={classes.fieldTitle}>
      {title}
      {required && <span aria-hidden="true"> *</span>}
    </p>
  );
}
