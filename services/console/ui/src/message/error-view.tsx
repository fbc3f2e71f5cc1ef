import type { ErrorDetail } from "@letsgo/console-api";
import { CopyButton } from "../components/copy-button.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./attempts.module.css";

/** An error with its stack and its chain of causes; text, whatever it looks like. */
export function ErrorView({ error, isCause = false }: { error: ErrorDetail; isCause?: boolean }) {
  const frames = toFrames(error);
  return (
    <div className={classes.error} data-cause={isCause || undefined}>
      <div className={classes.errorHead}>
        <p>
          {isCause && <span className="muted">caused by </span>}
          <strong>{toVisible(error.name)}</strong>
          {error.code && <code className={classes.code}>{toVisible(error.code)}</code>}
          <bdi className={classes.message}>{toVisible(error.message)}</bdi>
        </p>
        <CopyButton text={error.stack ?? `${error.name}: ${error.message}`} label="Copy the stack trace" />
      </div>
      {frames.length > 0 && (
        <ol className={classes.stack}>
          {frames.map((frame, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat in recursion and never move
            <li key={index} data-foreign={/node:|node_modules/.test(frame) || undefined}>
              {toVisible(frame)}
            </li>
          ))}
        </ol>
      )}
      {error.cause && <ErrorView error={error.cause} isCause />}
    </div>
  );
}

// --- internal ---

/** The stack without its first lines, which repeat name and message. */
function toFrames({ stack }: ErrorDetail): string[] {
  if (stack === null) return [];
  const lines = stack.split("\n");
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  return (first === -1 ? lines : lines.slice(first)).map((line) => line.trim()).filter(Boolean);
}
