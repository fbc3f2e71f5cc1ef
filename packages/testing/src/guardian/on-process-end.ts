/**
 * Runs `act`, which must be synchronous, when this process ends by itself, by Ctrl-C or by SIGTERM. After a signal the
 * process ends as it would without us: by the signal (130 or 143 in a shell), or by what else listens for it.
 *
 * @returns takes it back
 */
export function onProcessEnd(act: () => void): () => void {
  if (acts.size === 0) listen();
  acts.add(act);
  return () => {
    if (acts.delete(act) && acts.size === 0) unlisten();
  };
}

// --- internal ---

const signals = ["SIGINT", "SIGTERM"] as const;
const acts = new Set<() => void>();

function listen(): void {
  process.on("exit", runAll);
  for (const signal of signals) process.on(signal, endBy);
}

function unlisten(): void {
  process.off("exit", runAll);
  for (const signal of signals) process.off(signal, endBy);
}

function runAll(): void {
  for (const act of acts) {
    acts.delete(act);
    act();
  }
}

function endBy(signal: NodeJS.Signals): void {
  runAll();
  unlisten();
  // Not by process.exit(): test runners forbid it to tests.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
