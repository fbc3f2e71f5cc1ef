import type { ChangeEventHandler } from "react";
import type { Field } from "../contact-form.ts";

interface FormFieldProps {
  name: Field;
  label: string;
  error: string | undefined;
  onChange: ChangeEventHandler<HTMLInputElement | HTMLTextAreaElement>;
  type?: "text" | "email";
  autoComplete?: string;
  multiline?: boolean;
}

/** A labelled input with its fault below it, tied together for screen readers. */
export function FormField({ name, label, error, onChange, type = "text", autoComplete, multiline }: FormFieldProps) {
  const errorId = `${name}-error`;
  const control = {
    id: name,
    name,
    onChange,
    required: true,
    "aria-invalid": error !== undefined,
    ...(autoComplete !== undefined && { autoComplete }),
    ...(error !== undefined && { "aria-describedby": errorId }),
  };

  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {multiline ? <textarea {...control} rows={6} /> : <input {...control} type={type} />}
      {error !== undefined && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}
