/** Knows what is under way. */
export interface InFlight {
  /** Counts `task` until it settles. */
  track(task: Promise<unknown>): void;
  count(): number;
  /** Resolves at the next moment when nothing is under way. */
  idle(): Promise<void>;
}

export function createInFlight(): InFlight {
  const tasks = new Set<Promise<unknown>>();
  return {
    track(task) {
      const remove = () => void tasks.delete(settled);
      const settled: Promise<void> = task.then(remove, remove);
      tasks.add(settled);
    },
    count: () => tasks.size,
    async idle() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
