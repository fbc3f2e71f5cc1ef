import { useState } from "react";
import { flushSync } from "react-dom";
import { ContactForm } from "../components/contact-form.tsx";
import { SentNotice } from "../components/sent-notice.tsx";
import { FIELDS } from "../contact-form.ts";

/** The contact form, and what became of the message. */
export function ContactPage() {
  const [messageId, setMessageId] = useState<string>();
  const [sending, setSending] = useState(false);

  function startAgain(): void {
    flushSync(() => setMessageId(undefined));
    document.getElementById(FIELDS[0])?.focus();
  }

  return (
    <>
      <title>Contact · LetsGo Local</title>
      <h1>Contact</h1>
      <p className="lead">What you send here becomes a message that travels through the stack.</p>
      {/* There from the start: screen readers announce only what changes inside a region they know. */}
      <div role="status" className={messageId === undefined ? "visually-hidden" : "notice success"}>
        {sending && "Sending…"}
        {messageId !== undefined && <SentNotice messageId={messageId} />}
      </div>
      {messageId === undefined ? (
        <ContactForm onSending={setSending} onSent={setMessageId} />
      ) : (
        <p className="actions">
          <button type="button" onClick={startAgain}>
            Send another message
          </button>
        </p>
      )}
    </>
  );
}
