import { Button, Skeleton } from "@mantine/core";
import { Link, useParams } from "react-router";
import { ApiError } from "../api.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { toVisible } from "../components/to-visible.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { Attempts } from "./attempts.tsx";
import { AttributesPanel } from "./attributes-panel.tsx";
import { IncompleteNote } from "./incomplete-note.tsx";
import { Lifeline } from "./lifeline.tsx";
import classes from "./message.module.css";
import { MessageHeader } from "./message-header.tsx";
import { PayloadPanel } from "./payload-panel.tsx";
import { Relations } from "./relations.tsx";
import { Timeline } from "./timeline.tsx";
import { useBackToList } from "./use-back-to-list.ts";
import { useMessage } from "./use-message.ts";

/** All about one message, live. */
export function MessageView() {
  const { messageId = "" } = useParams();
  const { data: message, error, refetch } = useMessage(messageId);
  useShortcuts({ u: useBackToList() });
  if (error instanceof ApiError && error.status === 404) return <NotKept messageId={messageId} />;
  if (error && !message) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!message) return <Skeleton height={160} m="sm" />;
  return (
    <article className={classes.view}>
      <MessageHeader message={message} />
      <IncompleteNote message={message} />
      <div className={classes.life}>
        <Lifeline spans={message.spans} />
      </div>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Attempts message={message} />
          <Timeline entries={message.timeline} />
        </div>
        <div className={classes.column}>
          <PayloadPanel message={message} />
          <AttributesPanel message={message} />
          <Relations message={message} />
        </div>
      </div>
    </article>
  );
}

// --- internal ---

/** An address may name anything: enough of an id to know it by is shown. */
const SHOWN_ID_LENGTH = 64;

function NotKept({ messageId }: { messageId: string }) {
  const id = toVisible(messageId);
  return (
    <EmptyState
      icon="search"
      title="This message is not kept here"
      action={
        <Button component={Link} to="/messages" variant="filled">
          See all messages
        </Button>
      }
    >
      Expected a message that the console keeps, got{" "}
      <span title={id}>{id.length > SHOWN_ID_LENGTH ? `${id.slice(0, SHOWN_ID_LENGTH)}…` : id}</span> (it may have been
      evicted as the oldest).
    </EmptyState>
  );
}
