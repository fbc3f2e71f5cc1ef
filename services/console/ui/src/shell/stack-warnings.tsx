import { Link } from "react-router";
import { Icon } from "../components/icon.tsx";
import { useQueues, useStatus } from "../queries.ts";
import { LossWarning } from "./loss-warning.tsx";
import classes from "./shell.module.css";

/** What a person should know before believing what is shown: shown above every view, and only where it is so. */
export function StackWarnings() {
  const { data: status } = useStatus();
  const { data: queues } = useQueues();
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
      {status && <LossWarning losses={status.losses} />}
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
