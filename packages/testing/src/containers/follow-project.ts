import { spawn } from "node:child_process";
import { processEnvironment } from "../config.ts";
import { splitLines } from "../lines/split-lines.ts";
import { type ContainerEvent, parseContainerEvent } from "./container-events.ts";
import { PROJECT_LABEL } from "./docker.ts";
import { type ContainerFollower, followContainer } from "./follow-container.ts";

/** Follows all containers of a compose project: their log lines, and what the engine tells of them. */
export interface ProjectFollower {
  /** Resolves with the first event from now on that `matches`, rejects after the deadline. */
  eventOf(matches: (event: ContainerEvent) => boolean, deadlineMs: number): Promise<ContainerEvent>;
  stop(): Promise<void>;
}

/** Begins to follow; to be called before the project is started, so that no line of it is missed. */
export function followProject(project: string, onText: (service: string, text: string) => void): ProjectFollower {
  const containers = new Map<string, ContainerFollower>();
  const waiters = new Set<(event: ContainerEvent) => void>();
  const onEvent = (event: ContainerEvent) => {
    if (event.action === "start") {
      const { containerId, service } = event;
      const known = containers.get(containerId) ?? followContainer(containerId, (text) => onText(service, text));
      containers.set(containerId, known);
      known.started();
    }
    for (const waiter of [...waiters]) waiter(event);
  };
  const events = startDockerEvents(project, onEvent);

  return {
    eventOf: (matches, deadlineMs) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          act();
        };
        const waiter = (event: ContainerEvent) => matches(event) && settle(() => resolve(event));
        const timer = setTimeout(
          () => settle(() => reject(new Error(`no such event within ${deadlineMs} ms`))),
          deadlineMs,
        );
        waiters.add(waiter);
      }),
    async stop() {
      events.end();
      await Promise.all([events.ended, ...[...containers.values()].map((each) => each.stop())]);
    },
  };
}

// --- internal ---

function startDockerEvents(project: string, onEvent: (event: ContainerEvent) => void) {
  const since = String(Math.floor(Date.now() / 1000) - 1);
  const filter = ["--filter", `label=${PROJECT_LABEL}=${project}`];
  const child = spawn("docker", ["events", "--since", since, ...filter, "--format", "{{json .}}"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: processEnvironment(),
  });
  splitLines(child.stdout, (line) => {
    const event = parseContainerEvent(line);
    if (event) onEvent(event);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  return { end: () => void child.kill(), ended };
}
