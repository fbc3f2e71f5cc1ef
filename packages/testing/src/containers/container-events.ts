/** What the container engine tells of one container of the project. */
export interface ContainerEvent {
  /** `start`, `die`, `health_status: healthy` and so on. */
  readonly action: string;
  readonly containerId: string;
  readonly service: string;
}

/** Reads one line of `docker events --format '{{json .}}'`; undefined for what concerns no service's container. */
export function parseContainerEvent(text: string): ContainerEvent | undefined {
  const { Type, Action, Actor } = JSON.parse(text) as {
    Type?: string;
    Action?: string;
    Actor?: { ID?: string; Attributes?: Record<string, string> };
  };
  const service = Actor?.Attributes?.["com.docker.compose.service"];
  if (Type !== "container" || !Action || !Actor?.ID || !service) return undefined;
  return { action: Action, containerId: Actor.ID, service };
}
