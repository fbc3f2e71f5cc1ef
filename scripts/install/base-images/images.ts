import { run, succeeds } from "./run.ts";

/** Is the image on this machine? */
export async function isPresent(tag: string): Promise<boolean> {
  return await succeeds("docker", ["image", "inspect", "--format", "{{.Id}}", tag]);
}

export interface PullOptions {
  readonly report: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Pulls the image; false where no registry gives it. A firewall that drops packets counts as no answer. */
export async function pull(tag: string, { report, signal }: PullOptions): Promise<boolean> {
  report(`base images: pulling ${tag}`);
  try {
    await run("docker", ["pull", tag], { firstOutputMs: registryAnswerMs, signal });
    return true;
  } catch (error) {
    if (signal?.aborted) throw error;
    return false;
  }
}

// --- internal ---

/** How long a registry may stay silent; a slow download that has begun may take its time. */
const registryAnswerMs = 20_000;
