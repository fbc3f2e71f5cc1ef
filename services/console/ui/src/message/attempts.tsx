import type { Attempt, MessageDetail } from "@letsgo/console-api";
import { formatClock, formatDuration } from "../components/format.ts";
import { Icon, type IconName } from "../components/icon.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./attempts.module.css";
import { ErrorView } from "./error-view.tsx";
import { LogLines } from "./log-lines.tsx";

/** Each delivery to a handler: how it ended, its error, its log lines; the last is open. */
export function Attempts({ message }: { message: MessageDetail }) {
  const newestFirst = [...message.deliveries].reverse();
  return (
    <section className="panel" aria-labelledby="attempts">
      <div className="panel-head">
        <h2 id="attempts">Attempts</h2>
        <span className="muted num">{message.deliveries.length}</span>
      </div>
      {newestFirst.length === 0 && (
        <p className={classes.none}>
          {isOver(message) ? "No handler is known to have had it." : "No handler has had it yet."}
        </p>
      )}
      {newestFirst.map((attempt, index) => (
        <AttemptCard key={attempt.number} attempt={attempt} isOpen={index === 0} />
      ))}
      {message.logs.length > 0 && (
        <details className={classes.attempt}>
          <summary>Log lines outside an attempt ({message.logs.length})</summary>
          <LogLines lines={message.logs} />
        </details>
      )}
    </section>
  );
}

// --- internal ---

function isOver({ state }: MessageDetail): boolean {
  return state === "deleted" || state === "failed" || state === "dead";
}

const icons: Record<NonNullable<Attempt["outcome"]>, IconName> = {
  succeeded: "check",
  failed: "cross",
  returned: "replay",
  lost: "cross",
};

/** As it is said behind the attempt's number. */
const words: Record<NonNullable<Attempt["outcome"]>, string> = {
  succeeded: "succeeded",
  failed: "failed",
  returned: "returned",
  lost: "told no end: its worker may have crashed",
};

function AttemptCard({ attempt, isOpen }: { attempt: Attempt; isOpen: boolean }) {
  const { number, outcome, handlerMs, receivedAt, receiveCount, service, error, logs } = attempt;
  return (
    <details className={classes.attempt} open={isOpen}>
      <summary>
        <span className={classes.outcome} data-outcome={outcome}>
          <Icon name={outcome ? icons[outcome] : "play"} />
          Attempt {number} {outcome ? words[outcome] : "running"}
        </span>
        {error && <bdi className={classes.brief}>{toVisible(error.message)}</bdi>}
        <span className={classes.when}>
          {handlerMs !== null && <b className="num">{formatDuration(handlerMs)}</b>} {formatClock(receivedAt)}
        </span>
      </summary>
      <p className={classes.facts}>
        {service}
        {receiveCount !== null && ` · receive count ${receiveCount}`}
      </p>
      {error && <ErrorView error={error} />}
      {logs.length > 0 && <LogLines lines={logs} />}
    </details>
  );
}
