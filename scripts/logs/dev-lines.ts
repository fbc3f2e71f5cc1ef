import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { supervisorName } from "../dev/output.ts";
import { isOurs } from "../stack/own-process.ts";
import type { LinesOptions } from "./compose-lines.ts";
import { type LogLine, parseLogLine } from "./format.ts";

const lookAgainMs = 100;

/**
 * The lines of the stack without containers, from its log file.
 *
 * @param pid the stack's supervisor; following ends with it
 */
export async function* devLines(file: string, pid: number, options: LinesOptions): AsyncGenerator<LogLine> {
  const wanted = new Set([...options.services, supervisorName]);
  // The processes of queue and payloads here are not LocalStack, yet they are what stands in its place.
  if (wanted.has("localstack")) wanted.add("sqs").add("s3");
  for await (const text of textLines(file, pid, options)) {
    const line = parseLogLine(text, supervisorName);
    if (wanted.has(line.service) && isRecent(line, options.since)) yield line;
  }
}

// --- internal ---

async function* textLines(file: string, pid: number, { follow, signal }: LinesOptions): AsyncGenerator<string> {
  await using handle = await open(file, "r");
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const running = isOurs(pid);
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(65_536));
      if (bytesRead === 0) break;
      const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (!follow || !running || signal.aborted) return;
    await sleep(lookAgainMs);
  }
}

function isRecent({ time }: LogLine, since: number | undefined): boolean {
  if (since === undefined) return true;
  return typeof time === "string" && Date.parse(time) >= since;
}
