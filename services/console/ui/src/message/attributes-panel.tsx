import type { MessageDetail } from "@letsgo/console-api";
import { CopyButton } from "../components/copy-button.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./message.module.css";

/** Attributes as they travelled, the envelope's own among them, and what else identifies it. */
export function AttributesPanel({ message }: { message: MessageDetail }) {
  const { attributes, queue, sqsMessageId, traceId, messageId } = message;
  const rows: [string, string | null][] = [
    ["trace", traceId],
    ["queue", queue],
    ["SQS message id", sqsMessageId === messageId ? null : sqsMessageId],
    ...Object.entries(attributes),
  ];
  const shown = rows.filter((row): row is [string, string] => row[1] !== null);
  return (
    <section className="panel" aria-labelledby="attributes">
      <div className="panel-head">
        <h2 id="attributes">Attributes</h2>
      </div>
      {shown.length === 0 && <p className={classes.none}>None.</p>}
      <dl className={classes.attributes}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{toVisible(name)}</dt>
            <dd>
              <code className="mono">{toVisible(value)}</code>
              <CopyButton text={value} label={`Copy ${name}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
