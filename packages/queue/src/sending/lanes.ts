/** Keeps messages of one group one after another; groups do not wait for each other. */
export interface Lanes {
  /** Calls `start` at once where nobody is in the lane, else once everybody before has left it. */
  enter(lane: string, start: () => void): void;
  /** Whoever was started leaves; the next one starts. */
  leave(lane: string): void;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, (() => void)[]>();

  return {
    enter(lane, start) {
      const waiting = lanes.get(lane);
      if (waiting) return void waiting.push(start);
      lanes.set(lane, []);
      start();
    },
    leave(lane) {
      const next = lanes.get(lane)?.shift();
      if (next) return next();
      lanes.delete(lane);
    },
  };
}
