import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { FilterBar } from "./filter-bar.tsx";
import { isUnfiltered } from "./filters.ts";
import { MessageTable } from "./message-table.tsx";
import classes from "./messages.module.css";
import { MisreadNotice } from "./misread-notice.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { StateChips } from "./state-chips.tsx";
import { useFilters } from "./use-filters.ts";
import { useMessageList } from "./use-message-list.ts";
import { useSelection } from "./use-selection.ts";

/** All messages, live. */
export function MessagesView() {
  const { filters, misread, change, clear } = useFilters();
  const [isScrolled, setScrolled] = useState(false);
  const [range, setRange] = useState<readonly [number, number]>([0, 60]);
  const selection = useSelection();
  const isHeld = isScrolled || selection.isActive;
  const list = useMessageList(filters, isHeld, range);
  const showNew = () => {
    selection.clear();
    setScrolled(false);
    list.restart();
    document.getElementById("message-rows")?.scrollTo({ top: 0 });
  };
  useShortcuts({ n: showNew, Escape: selection.clear });
  const isEmpty = !list.isLoading && list.count === 0 && !list.error;
  return (
    <div className={classes.view}>
      <h1 className="visually-hidden">Messages</h1>
      <StateChips filters={filters} onChange={change} />
      <FilterBar filters={filters} onChange={change} onClear={clear} />
      <MisreadNotice misread={misread} onLeaveOut={() => change({})} />
      <div className={classes.list}>
        {list.error && <ProblemNotice error={list.error} onRetry={list.restart} />}
        {isEmpty && (isUnfiltered(filters) ? <NothingYet /> : <NothingMatches onClear={clear} />)}
        {!isEmpty && !list.error && (
          <MessageTable list={list} selection={selection} onScrolled={setScrolled} onRange={setRange} />
        )}
        <div role="status" className={classes.pillPlace}>
          {list.waiting > 0 && (
            <Button variant="filled" radius="xl" className={classes.pill ?? ""} onClick={showNew}>
              {list.waiting >= 1000 ? "1,000+" : list.waiting} new
            </Button>
          )}
        </div>
      </div>
      <SelectionBar selection={selection} />
    </div>
  );
}

// --- internal ---

function NothingYet() {
  return (
    <EmptyState
      icon="send"
      title="Nothing yet: send your first message"
      action={
        <Button component={Link} to="/send" variant="filled">
          Send a message
        </Button>
      }
    >
      Each message that the API or a handler enqueues shows up here at once: its state, its attempts, its errors. Send
      one from here, or submit the contact form.
    </EmptyState>
  );
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon="search"
      title="No message matches"
      action={
        <Button variant="filled" onClick={onClear}>
          Show all messages
        </Button>
      }
    >
      New ones that match show up here by themselves.
    </EmptyState>
  );
}
