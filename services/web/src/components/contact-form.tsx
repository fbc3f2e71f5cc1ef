import { type ChangeEvent, type SubmitEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "react-router";
import { sendContact } from "../api.ts";
import { FIELDS, type FieldErrors, findFieldErrors, isField, readContactForm } from "../contact-form.ts";
import { FormField } from "./form-field.tsx";

interface ContactFormProps {
  onSending: (sending: boolean) => void;
  onSent: (messageId: string) => void;
}

/** Checks and sends a contact message. On any failure the input stays and the focus goes to where to mend it. */
export function ContactForm({ onSending, onSent }: ContactFormProps) {
  const { search } = useLocation();
  const submit = useRef<HTMLButtonElement>(null);
  // Beside the state, which is as it was rendered: a second submit may come before that (Enter held down).
  const underWay = useRef(false);
  const [sending, setSending] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string>();

  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (underWay.current) return;
    const formElement = event.currentTarget;
    const form = readContactForm(new FormData(formElement), search);
    const found = findFieldErrors(form);
    if (Object.keys(found).length > 0) return showFailure(formElement, found);

    underWay.current = true;
    setErrors({});
    setProblem(undefined);
    setSending(true);
    onSending(true);
    const answer = await sendContact(form);
    underWay.current = false;
    onSending(false);
    if (answer.kind === "accepted") return onSent(answer.messageId);
    showFailure(formElement, answer.kind === "refused" ? answer.fieldErrors : {}, answer.detail);
  }

  function showFailure(form: HTMLFormElement, fieldErrors: FieldErrors, detail?: string): void {
    // Rendered before the focus moves, so that a screen reader finds the fault when it reads the field.
    flushSync(() => {
      setSending(false);
      setErrors(fieldErrors);
      setProblem(detail);
    });
    const firstInvalid = FIELDS.find((field) => fieldErrors[field] !== undefined);
    const target = firstInvalid ? form.elements.namedItem(firstInvalid) : submit.current;
    if (target instanceof HTMLElement) target.focus();
  }

  function forgetError({ target: { name } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void {
    if (isField(name) && errors[name] !== undefined) setErrors({ ...errors, [name]: undefined });
  }

  return (
    <form className="card" noValidate aria-busy={sending} onSubmit={send}>
      <p className="muted">All fields are required.</p>
      <FormField label="Name" name="name" autoComplete="name" error={errors.name} onChange={forgetError} />
      <FormField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        error={errors.email}
        onChange={forgetError}
      />
      <FormField label="Message" name="message" multiline error={errors.message} onChange={forgetError} />
      <div role="alert" className={problem === undefined ? "visually-hidden" : "notice failure"}>
        {problem}
      </div>
      <button ref={submit} type="submit" className="primary" disabled={sending}>
        Send message
      </button>
    </form>
  );
}
