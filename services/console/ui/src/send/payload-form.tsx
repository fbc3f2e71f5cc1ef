import Form from "@rjsf/mantine";
import type { RJSFSchema } from "@rjsf/utils";
import { useMemo } from "react";
import { validator } from "./json-schema-validator.ts";
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
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      formData={props.fields}
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
