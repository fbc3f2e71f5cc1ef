import { ProgramError } from "../cli/errors.ts";
import { composeLines } from "../logs/compose-lines.ts";
import type { LogLine } from "../logs/format.ts";

/**
 * What the services in containers have said from a time on; nothing where there are none.
 *
 * @param since ms since the epoch
 */
export async function linesSince(since: number): Promise<readonly LogLine[]> {
  const { signal } = new AbortController();
  const lines: LogLine[] = [];
  try {
    for await (const line of composeLines({ services: [], since, follow: false, signal })) lines.push(line);
    return lines;
  } catch (error) {
    if (error instanceof ProgramError) return [];
    throw error;
  }
}
