/**
 * Runs `act`, which must be synchronous, when this process ends by itself, by Ctrl-C or by SIGTERM. After a signal the
 * process ends by that signal (130 or 143 in a shell); what else listens for it may do what it does at once, no more.
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
  setImmediate(() => {
    // Listeners of libraries (testcontainers brings some) would keep the signal from us, and end nothing.
    process.removeAllListeners(signal);
    // Not by process.exit(): test runners forbid it to tests.
    process.kill(process.pid, signal);
  });
}
