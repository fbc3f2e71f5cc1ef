import { useEffect, useRef } from "react";

/** Says that a message was accepted, under which id, and where to see it handled. Takes the focus from the form. */
export function SentNotice({ messageId }: { messageId: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        Message sent
      </h2>
      <p>
        Its message id is <code data-testid="message-id">{messageId}</code>
      </p>
      <p>
        To see it accepted, received and handled, run <code>npm run logs</code> in a terminal and look for that id.
      </p>
    </>
  );
}
