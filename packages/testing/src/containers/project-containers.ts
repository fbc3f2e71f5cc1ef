import { dockerJson, PROJECT_LABEL, SERVICE_LABEL } from "./docker.ts";

/** A service's container, as the engine knows it now. */
export interface ProjectContainer {
  readonly id: string;
  readonly service: string;
  /** Its first published port on this machine; undefined where there is none. It changes at each start. */
  readonly hostPort: number | undefined;
}

/** Looks the project's containers up. */
export async function readContainers(project: string): Promise<readonly ProjectContainer[]> {
  const found = await dockerJson<{ ID: string }>(
    ...["ps", "--all", "--no-trunc", "--filter", `label=${PROJECT_LABEL}=${project}`, "--format", "{{json .}}"],
  );
  if (found.length === 0) return [];
  const inspected = await dockerJson<Inspected>("inspect", "--format", "{{json .}}", ...found.map(({ ID }) => ID));
  return inspected.map(({ Id, Config, NetworkSettings }) => {
    const ports = Object.values(NetworkSettings.Ports ?? {}).flatMap((bindings) => bindings ?? []);
    return {
      id: Id,
      service: Config.Labels?.[SERVICE_LABEL] ?? "",
      hostPort: ports[0] && Number(ports[0].HostPort),
    };
  });
}

// --- internal ---

interface Inspected {
  readonly Id: string;
  readonly Config: { readonly Labels?: Record<string, string> };
  readonly NetworkSettings: { readonly Ports?: Record<string, { readonly HostPort: string }[] | null> };
}
