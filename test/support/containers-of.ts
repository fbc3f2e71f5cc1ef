import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What the container engine says of one service's container. */
export interface ContainerFacts {
  readonly Id: string;
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: { readonly ReadonlyRootfs: boolean; readonly CapDrop: readonly string[] | null };
  readonly State: { readonly StartedAt: string; readonly Running: boolean };
}

/** Looks the containers of a compose project up, by service. */
export async function containersOf(project: string): Promise<ReadonlyMap<string, ContainerFacts>> {
  const filter = `label=com.docker.compose.project=${project}`;
  const ids = (await docker("ps", "--all", "--quiet", "--filter", filter)).split("\n").filter((id) => id !== "");
  if (ids.length === 0) return new Map();
  const facts = JSON.parse(await docker("inspect", ...ids)) as ContainerFacts[];
  return new Map(facts.map((each) => [each.Config.Labels["com.docker.compose.service"] ?? "", each]));
}

/** Is there a network of this compose project? */
export async function hasNetwork(project: string): Promise<boolean> {
  return (await docker("network", "ls", "--quiet", "--filter", `label=com.docker.compose.project=${project}`)) !== "";
}

/** Is there a volume of this compose project? */
export async function hasVolume(project: string): Promise<boolean> {
  return (await docker("volume", "ls", "--quiet", "--filter", `label=com.docker.compose.project=${project}`)) !== "";
}

// --- internal ---

const execFileAsync = promisify(execFile);

async function docker(...args: string[]): Promise<string> {
  return (await execFileAsync("docker", args)).stdout.trim();
}
