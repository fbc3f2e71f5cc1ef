import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { root } from "../config.ts";
import { compose } from "../stack/compose.ts";
import { composeEnvironment } from "../stack/compose-environment.ts";
import { type LogLine, parseLogLine } from "./format.ts";

export interface LinesOptions {
  readonly services: readonly string[];
  /** ms since the epoch; undefined: from the beginning. */
  readonly since: number | undefined;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

interface Stamped {
  /** The engine's own time, to the nanosecond, which sorts as text. */
  readonly stamp: string;
  readonly line: LogLine;
}

/** The lines of the containers. Compose tells what is there container by container, so that part is sorted by time first. */
export async function* composeLines({ services, since, follow, signal }: LinesOptions): AsyncGenerator<LogLine> {
  const from = since === undefined ? [] : ["--since", new Date(since).toISOString()];
  const output = await compose([...logs, ...from, ...services], { signal });
  const present = output.split("\n").flatMap((text) => parseComposeLine(text) ?? []);
  present.sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
  for (const { line } of present) yield line;
  if (!follow) return;
  const last = present.at(-1)?.stamp ?? "";
  const start = last ? ["--since", last] : from;
  for await (const text of follower([...logs, "--follow", ...start, ...services], signal)) {
    const stamped = parseComposeLine(text);
    if (stamped && stamped.stamp > last) yield stamped.line;
  }
}

/** Reads `worker-1  | 2026-01-31T12:00:00.123456789Z {"level":…`. */
export function parseComposeLine(text: string): Stamped | undefined {
  const [, service, stamp, words] = /^(\S+?)(?:-\d+)?\s+\| (\S+) ?(.*)$/.exec(stripVTControlCharacters(text)) ?? [];
  if (!service || !stamp || !words?.trim()) return undefined;
  return { stamp, line: parseLogLine(words, service, stamp.replace(/(\.\d{3})\d*Z$/, "$1Z")) };
}

// --- internal ---

const logs = ["logs", "--no-color", "--timestamps"];

async function* follower(args: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
  const child = spawn("docker", ["compose", ...args], {
    cwd: root,
    env: composeEnvironment() as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  try {
    yield* createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  } finally {
    stop();
  }
}
