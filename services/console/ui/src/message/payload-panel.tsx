import type { MessageDetail } from "@letsgo/console-api";
import { useMemo } from "react";
import { CopyButton } from "../components/copy-button.tsx";
import { formatBytes } from "../components/format.ts";
import { toVisible } from "../components/to-visible.ts";
import { isDeep } from "../json/is-deep.ts";
import { JsonView } from "../json/json-view.tsx";
import classes from "./message.module.css";
import { prettyPayload } from "./pretty-payload.ts";

/** The payload as it was stored. */
export function PayloadPanel({ message }: { message: MessageDetail }) {
  const { payload, payloadCut, maskedFields } = message;
  const value = useMemo(
    () => (payload === null || payloadCut || isDeep(payload) ? undefined : JSON.parse(payload)),
    [payload, payloadCut],
  );
  return (
    <section className="panel" aria-labelledby="payload">
      <div className="panel-head">
        <h2 id="payload">Payload</h2>
        <span className={classes.facts}>
          <Size message={message} />
          {payload !== null && <CopyButton text={prettyPayload(message)} label="Copy the payload" />}
        </span>
      </div>
      {payload === null && <p className={classes.none}>Nobody told its body.</p>}
      {payload !== null && value === undefined && (
        <>
          <p className={classes.none}>{toReason(message)} It is shown as text.</p>
          <pre className={classes.raw}>{toVisible(payload)}</pre>
        </>
      )}
      {value !== undefined && <JsonView value={value} label="Payload as JSON" />}
      {maskedFields.length > 0 && (
        <p className={classes.none}>Masked before it was stored: {maskedFields.join(", ")}.</p>
      )}
    </section>
  );
}

// --- internal ---

/** Why it is not folded and coloured. */
function toReason({ payloadCut, payloadWhole }: MessageDetail): string {
  if (!payloadWhole) return "Only its beginning is kept: it is longer than the console keeps.";
  return payloadCut ? "It is no JSON." : "It is nested too deeply to be folded.";
}

/** What was sent, and before it what the payload weighs where that lies in S3. */
function Size({ message: { bytes, payloadBytes, mode } }: { message: MessageDetail }) {
  const sent = bytes === null ? null : `${formatBytes(bytes)} ${mode === "direct" ? "sent" : "in the queue"}`;
  const stored = payloadBytes === null ? null : `${formatBytes(payloadBytes)} in S3`;
  return (
    <span
      className="muted num"
      title="Sent: body and attributes, as SQS counts them. In S3: a payload that is too large for the queue, as JSON."
    >
      {[stored, sent].filter(Boolean).join(" · ")}
    </span>
  );
}
