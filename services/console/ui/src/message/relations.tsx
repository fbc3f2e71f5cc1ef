import type { MessageDetail, RelatedMessage } from "@letsgo/console-api";
import { Link } from "react-router";
import { formatClock } from "../components/format.ts";
import { StateBadge } from "../components/state-badge.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./message.module.css";

/** What enqueued it, what it enqueued, what it replays, and its replays. */
export function Relations({ message }: { message: MessageDetail }) {
  const { parent, children, replayOf, replays } = message;
  const groups: [string, readonly RelatedMessage[]][] = [
    ["Enqueued by", parent ? [parent] : []],
    ["Enqueued", children],
    ["Replay of", replayOf ? [replayOf] : []],
    ["Replayed as", replays],
  ];
  const shown = groups.filter(([, messages]) => messages.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="relations">
      <div className="panel-head">
        <h2 id="relations">Related messages</h2>
      </div>
      {shown.map(([name, messages]) => (
        <div key={name} className={classes.relation}>
          <h3>{name}</h3>
          <ul>
            {messages.map(({ messageId, type, state, acceptedAt }) => (
              <li key={messageId}>
                <Link to={`/messages/${encodeURIComponent(messageId)}`}>
                  <StateBadge state={state} /> <bdi>{type === null ? "no type" : toVisible(type)}</bdi>{" "}
                  <code className="mono">{messageId.slice(0, 8)}</code>
                </Link>
                <time className="muted num">{formatClock(acceptedAt)}</time>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
