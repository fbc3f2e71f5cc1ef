import type { MessageSummary, Sent } from "@letsgo/console-api";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { plural } from "../components/format.ts";
import { StateBadge } from "../components/state-badge.tsx";
import { useLive } from "../live/live-context.tsx";
import classes from "./send.module.css";

const SHOWN = 20;

/** What was sent just now, and how far it has come, live. */
export function SentList({ sent }: { sent: Sent }) {
  const live = useLive();
  const [known, setKnown] = useState<ReadonlyMap<string, MessageSummary>>(() => toMap(live.recent()));
  useEffect(() => live.onMessages((batch) => setKnown((before) => new Map([...before, ...toMap(batch)]))), [live]);
  const ids = sent.messageIds.slice(0, SHOWN);
  return (
    <section className="panel" aria-label="Sent">
      <div className="panel-head">
        <h2>
          {plural(sent.messageIds.length, "message")} sent, {sent.mode}
        </h2>
      </div>
      <ul className={classes.sent}>
        {ids.map((id) => {
          const message = known.get(id);
          return (
            <li key={id}>
              <Link to={`/messages/${encodeURIComponent(id)}`} className="mono" data-testid="sent-id">
                {id}
              </Link>
              {message ? <StateBadge state={message.state} /> : <span className="muted">accepted</span>}
            </li>
          );
        })}
      </ul>
      {sent.messageIds.length > SHOWN && <p className={classes.note}>… and {sent.messageIds.length - SHOWN} more.</p>}
      {sent.failed.length > 0 && (
        <p className={classes.note} role="alert">
          {plural(sent.failed.length, "message")} not accepted: {sent.failed[0]?.message}
        </p>
      )}
    </section>
  );
}

// --- internal ---

function toMap(messages: readonly MessageSummary[]): Map<string, MessageSummary> {
  return new Map(messages.map((message) => [message.messageId, message]));
}
