import type { Notice } from "@letsgo/console-api";
import { formatAge, formatMoment, formatTime, plural } from "../components/format.ts";
import { Icon, type IconName } from "../components/icon.tsx";
import { toVisible } from "../components/to-visible.ts";
import { useNow } from "../components/use-now.ts";
import { useStatus } from "../queries.ts";
import classes from "./notices.module.css";

/** What services told that is about no message: that they cannot reach the queue, what they made of it, and so on. */
export function Notices() {
  const { data: status } = useStatus();
  if (!status || status.notices.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="notices">
      <div className="panel-head">
        <h2 id="notices">Told by the services</h2>
      </div>
      <ul className={classes.notices}>
        {status.notices.map((notice) => (
          <NoticeLine key={`${notice.service} ${notice.kind} ${notice.text}`} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

// --- internal ---

type Look = "lasts" | "over" | Exclude<Notice["kind"], "outage">;

const icons: Record<Look, IconName> = { lasts: "stop", over: "check", warning: "warn", note: "queue" };

function NoticeLine({ notice }: { notice: Notice }) {
  const { service, kind, text, error, since, lastAt, times, endedAt } = notice;
  const look = kind !== "outage" ? kind : endedAt === null ? "lasts" : "over";
  return (
    <li className={classes.notice} data-look={look} data-testid="notice">
      <Icon name={icons[look]} />
      <strong>{service}</strong>
      <span className={classes.text}>
        <bdi>{toVisible(text)}</bdi> {error && <code className="mono">{toVisible(error)}</code>}
      </span>
      <span className="muted num" title={formatMoment(lastAt)}>
        {look === "lasts" && <Since at={since} />}
        {endedAt !== null && `over: ${formatTime(since)} to ${formatTime(endedAt)}`}
        {kind !== "outage" && formatTime(lastAt)}
        {times > 1 && `, ${plural(times, "time")}`}
      </span>
    </li>
  );
}

function Since({ at }: { at: number }) {
  const now = useNow();
  return `since ${formatTime(at)} (${formatAge(Math.max(0, now - at))})`;
}
