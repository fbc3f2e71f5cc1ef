import type { PeekedMessage } from "@letsgo/console-api";
import { Link } from "react-router";
import { formatAge } from "../components/format.ts";
import { StateBadge } from "../components/state-badge.tsx";
import { toVisible } from "../components/to-visible.ts";
import { useNow } from "../components/use-now.ts";
import classes from "./queues.module.css";

/** Messages as they lie in a queue; what waits in the dead-letter queue is dead, as everywhere else. */
export function PeekTable({ messages, isDead }: { messages: readonly PeekedMessage[]; isDead: boolean }) {
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Messages in the queue">
      <table className={classes.peeked}>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Type</th>
            <th scope="col">Id</th>
            <th scope="col">Received</th>
            <th scope="col">Age</th>
            <th scope="col">Body</th>
          </tr>
        </thead>
        <tbody>
          {messages.map(({ messageId, sqsMessageId, type, body, state, receiveCount, sentAt }) => (
            <tr key={sqsMessageId}>
              <td>
                <StateBadge state={isDead && state === "waiting" ? "dead" : state} />
              </td>
              <td>{type === null ? "no type" : toVisible(type)}</td>
              <td>
                <Link className="mono" to={`/messages/${encodeURIComponent(messageId)}`}>
                  {toVisible(messageId.slice(0, 8))}
                </Link>
              </td>
              <td className="num">{receiveCount} ×</td>
              <td className="num">{formatAge(Math.max(0, now - sentAt))}</td>
              <td className={`mono ${classes.body}`}>{toVisible(body.slice(0, 400))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
