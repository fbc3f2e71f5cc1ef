import { tryRun } from "../../cli/run.ts";
import type { Report } from "../../cli/steps.ts";

/** Is the image on this machine? */
export async function isPresent(tag: string): Promise<boolean> {
  const { exitCode } = await tryRun("docker", ["image", "inspect", "--format", "{{.Id}}", tag]);
  return exitCode === 0;
}

export interface PullOptions {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Pulls the image; false where no registry gives it. A registry that says nothing for 20 s (a firewall that drops
 * packets) counts as none; a download that has begun may take its time.
 */
export async function pull(tag: string, { report, signal }: PullOptions): Promise<boolean> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), registryAnswerMs);
  const onLine = (line: string) => {
    clearTimeout(timer);
    report(`${tag}: ${line}`);
  };
  try {
    const ends = AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]);
    const { exitCode } = await tryRun("docker", ["pull", tag], { onLine, signal: ends });
    return exitCode === 0;
  } catch (error) {
    if (silence.signal.aborted && !signal?.aborted) return false;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

// --- internal ---

const registryAnswerMs = 20_000;
