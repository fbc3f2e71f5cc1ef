import { forgetSends } from "./deduplication.ts";
import { move, remove } from "./messages.ts";
import type { Queue, State } from "./model.ts";
import { runMoveTask, runningTask } from "./move-task.ts";
import { schedule } from "./queues.ts";
import { forgetReceives } from "./receive-attempt.ts";

/** When something is due next; undefined if nothing ever is. */
export function nextDue({ agenda }: State): number | undefined {
  return agenda.first()?.key;
}

/** Does everything that is due by now. Called for each due time in turn, it keeps the order between queues, too. */
export function catchUp(state: State, now: number): void {
  for (let first = state.agenda.first(); first !== undefined && first.key <= now; first = state.agenda.first()) {
    const queue = first.value;
    state.agenda.remove(first);
    queue.due = undefined;
    expire(state, queue, now);
    reveal(state, queue, now);
    forgetSends(state, queue, now);
    forgetReceives(state, queue, now);
    runMoveTask(state, queue, now);
    const due = nextDueOf(queue);
    if (due !== undefined) schedule(state, queue, due);
  }
}

// --- internal ---

/** Removes what has been kept for the retention period, whatever state it is in (D22). */
function expire(state: State, { byAge, settings }: Queue, now: number): void {
  for (let oldest = byAge.first(); oldest !== undefined; oldest = byAge.first()) {
    if (oldest.key + settings.retentionMs > now) return;
    remove(state, oldest.value);
  }
}

/** Has what was delayed or in flight for long enough wait (again). */
function reveal(state: State, { hidden }: Queue, now: number): void {
  for (let first = hidden.first(); first !== undefined && first.key <= now; first = hidden.first()) {
    move(state, first.value, "waiting", first.key);
  }
}

function nextDueOf(queue: Queue): number | undefined {
  const oldest = queue.byAge.first();
  const times = [
    queue.hidden.first()?.key,
    oldest && oldest.key + queue.settings.retentionMs,
    queue.deduplications.nextExpiry(),
    queue.attempts.nextExpiry(),
    runningTask(queue)?.nextAt,
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
