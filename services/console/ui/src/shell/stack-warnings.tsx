import { Link } from "react-router";
import { formatCount } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { useQueues, useStatus } from "../queries.ts";
import classes from "./shell.module.css";

/** What a person should know before believing what is shown: shown above every view, and only where it is so. */
export function StackWarnings() {
  const { data: status } = useStatus();
  const { data: queues } = useQueues();
  const dropped = status?.shippers.reduce((sum, shipper) => sum + shipper.dropped, 0) ?? 0;
  const isStuck = queues?.polling === "nobody" && status?.mode.value === "queued";
  return (
    <div className={classes.warnings} role="status">
      {isStuck && (
        <Warning kind="bad">
          No worker is polling: queued messages wait. <Link to="/queues">See the queues</Link>
        </Warning>
      )}
      {status?.paused.value && (
        <Warning kind="warn">
          The poller is paused (from {status.paused.source}): queued messages wait. <Link to="/queues">Resume it</Link>
        </Warning>
      )}
      {dropped > 0 && (
        <Warning kind="warn">
          {formatCount(dropped)} events were lost before they could be told: some of what is shown is not all that
          happened.
        </Warning>
      )}
    </div>
  );
}

// --- internal ---

function Warning({ kind, children }: { kind: "warn" | "bad"; children: React.ReactNode }) {
  return (
    <div className={classes.warning} data-kind={kind}>
      <Icon name="warn" />
      <span>{children}</span>
    </div>
  );
}
