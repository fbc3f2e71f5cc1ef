import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processEnvironment } from "../config.ts";
import type { Engine, EngineStart } from "../engine.ts";
import { NotOnThisEngineError } from "../errors.ts";
import { type Guardian, startGuardian } from "../guardian/start-guardian.ts";
import { type LogLine, parseLine } from "../lines/log-line.ts";
import { splitLines } from "../lines/split-lines.ts";
import type { StackUrls } from "../stack.ts";

/** Starts the stack without containers (`npm run dev`) on free ports, in a state folder of its own. */
export async function startProcessEngine(start: EngineStart): Promise<Engine> {
  const { folder, projectDirectory, onLine } = start;
  const script = path.join(projectDirectory, "scripts/dev.ts");
  const guardian = startGuardian(
    { folder, command: [process.execPath, script, "--mode", start.mode, "--json"] },
    { environment: { ...processEnvironment(), ...toEnvironment(start) }, cwd: projectDirectory },
  );
  const ready = Promise.withResolvers<ProcessUrls>();
  const onText = (text: string) => {
    const line = parseLine(text);
    onLine(line);
    const urls = urlsOf(line);
    if (urls) ready.resolve(urls);
  };
  splitLines(guardian.stdout, onText);
  splitLines(guardian.stderr, onText);
  try {
    const { s3, ...urls } = await readyBefore(guardian, ready.promise, start.startDeadlineMs);
    guardian.ready();
    return {
      producerSettings: { AWS_ENDPOINT_URL_S3: s3 },
      urls: () => urls,
      stopService: () => refuse("stopService"),
      startService: () => refuse("startService"),
      stop: () => guardian.release(),
    };
  } catch (error) {
    await guardian.release();
    throw error;
  }
}

// --- internal ---

/** Where the processes listen; the embedded S3 has a port of its own. */
interface ProcessUrls extends StackUrls {
  readonly s3: string;
}

function toEnvironment({ environment, mode, folder, handlersPath }: EngineStart): NodeJS.ProcessEnv {
  return {
    ...environment,
    LETSGO_QUEUE_MODE: mode,
    LETSGO_STATE_DIR: folder,
    ...(handlersPath !== undefined && { LETSGO_WORKER_HANDLERS: handlersPath }),
    WEB_PORT: "0",
    API_PORT: "0",
    WORKER_PORT: "0",
    CONSOLE_PORT: "0",
    LOCALSTACK_PORT: "0",
  };
}

async function readyBefore(guardian: Guardian, ready: Promise<ProcessUrls>, deadlineMs: number): Promise<ProcessUrls> {
  const settled = new AbortController();
  const late = delay(deadlineMs, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`not ready within ${deadlineMs} ms`);
  });
  const gone = guardian.ended.then((code) => {
    throw new Error(`npm run dev ended with exit code ${code}`);
  });
  for (const loser of [late, gone]) loser.catch(() => {});
  try {
    return await Promise.race([ready, late, gone]);
  } finally {
    settled.abort();
  }
}

/** The line by which `npm run dev` says that all services are healthy. */
function urlsOf({ fields }: LogLine): ProcessUrls | undefined {
  if (fields.event !== "ready") return undefined;
  const { web, api, worker, console, localstack, s3 } = fields.urls as Record<string, string>;
  if (!(web && api && worker && console && localstack && s3)) return undefined;
  return { web, api, worker, console, sqs: localstack, s3 };
}

function refuse(what: string): Promise<never> {
  return Promise.reject(new NotOnThisEngineError(what, "processes"));
}
