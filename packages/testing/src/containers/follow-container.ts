import { spawn } from "node:child_process";
import { processEnvironment } from "../config.ts";
import { splitLines } from "../lines/split-lines.ts";
import { createResumedLog } from "./resumed-log.ts";

/** Follows the log of one container over its stops and starts; no line is lost, none comes twice. */
export interface ContainerFollower {
  /** The container has started (again). */
  started(): void;
  /** Ends it, and waits until its program has ended. */
  stop(): Promise<void>;
}

export function followContainer(containerId: string, onText: (text: string) => void): ContainerFollower {
  const log = createResumedLog();
  let running: { end: () => void; ended: Promise<void> } | undefined;
  let isStartPending = false;
  let isStopped = false;

  const follow = () => {
    isStartPending = false;
    log.resume();
    running = startDockerLogs(containerId, log.since(), (line) => {
      const text = log.read(line);
      if (text !== undefined) onText(text);
    });
    void running.ended.then(() => {
      running = undefined;
      if (isStartPending && !isStopped) follow();
    });
  };

  return {
    started() {
      // A follower of the last run is about to end: the engine ends it with the run.
      if (running) isStartPending = true;
      else follow();
    },
    async stop() {
      isStopped = true;
      running?.end();
      await running?.ended;
    },
  };
}

// --- internal ---

function startDockerLogs(containerId: string, since: string | undefined, onLine: (line: string) => void) {
  const args = ["logs", "--follow", "--timestamps", ...(since ? ["--since", since] : []), containerId];
  const child = spawn("docker", args, { stdio: ["ignore", "pipe", "pipe"], env: processEnvironment() });
  splitLines(child.stdout, onLine);
  splitLines(child.stderr, onLine);
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  return { end: () => void child.kill(), ended };
}
