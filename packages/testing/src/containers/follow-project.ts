import type { Readable } from "node:stream";
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

/**
 * The arguments of `docker` that print what it tells of a project, from now on. The guardian runs it: whoever watches for
 * events of a project that is gone would never notice that nobody listens any more.
 */
export function toEventsCommand(project: string): readonly string[] {
  const since = String(Math.floor(Date.now() / 1000) - 1);
  const filter = ["--filter", `label=${PROJECT_LABEL}=${project}`];
  return ["docker", "events", "--since", since, ...filter, "--format", "{{json .}}"];
}

/**
 * Begins to follow; to be called before the project is started, so that no line of it is missed.
 *
 * @param events what {@link toEventsCommand} prints
 */
export function followProject(events: Readable, onText: (service: string, text: string) => void): ProjectFollower {
  const containers = new Map<string, ContainerFollower>();
  const waiters = new Set<(event: ContainerEvent) => void>();
  splitLines(events, (line) => {
    const event = parseContainerEvent(line);
    if (!event) return;
    if (event.action === "start") {
      const { containerId, service } = event;
      const known = containers.get(containerId) ?? followContainer(containerId, (text) => onText(service, text));
      containers.set(containerId, known);
      known.started();
    }
    for (const waiter of [...waiters]) waiter(event);
  });

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
      await Promise.all([...containers.values()].map((each) => each.stop()));
    },
  };
}
