import { mkdirSync } from "node:fs";
import path from "node:path";
import { Interrupted } from "../cli/command.ts";
import { ScriptError } from "../cli/errors.ts";
import { queueDataFile, stackEnvironment, stateFolder } from "../config.ts";
import { bannerLines } from "../stack/banner.ts";
import {
  claimDevState,
  type DevState,
  devLogOf,
  type Mode,
  readDevState,
  releaseDevState,
  updateDevState,
} from "../stack/dev-state.ts";
import { workerGraceSeconds } from "../stack/grace.ts";
import { countLeftovers, describeLeftovers } from "../stack/leftovers.ts";
import { modeInForce } from "../stack/mode.ts";
import { forgetLiveSettings } from "../stack/state-folder.ts";
import { createFatalWatch } from "./fatal-watch.ts";
import { waitForHealth } from "./health.ts";
import type { KeptService } from "./kept-service.ts";
import { createDevOutput, type DevOutput } from "./output.ts";
import { choosePorts } from "./ports.ts";
import { type ServiceDefinition, type StackSettings, servicesOf, sharedEnvironment, urlsOf } from "./services.ts";
import { startAll } from "./start-all.ts";

export interface DevOptions {
  readonly mode: Mode;
  /** Print JSON lines instead of readable ones. */
  readonly json: boolean;
  readonly color: boolean;
  /** Ends the stack. */
  readonly signal: AbortSignal;
}

/**
 * Runs the stack without containers in the foreground, until the signal or the end of one of its processes.
 *
 * @returns the exit code 0, once the stack has ended as its user asked
 * @throws {ScriptError} where it cannot start, or a process ended by itself
 */
export async function runDevStack({ mode, json, color, signal }: DevOptions): Promise<number> {
  const environment = stackEnvironment();
  const folder = stateFolder(environment);
  refuseSecond(readDevState(folder));
  const settings: StackSettings = { environment, mode, ports: await choosePorts(environment) };
  const graceSeconds = await workerGraceSeconds(sharedEnvironment(settings));
  const urls = urlsOf(settings.ports);
  const state = { pid: process.pid, mode, ports: settings.ports, urls };
  refuseSecond(claimDevState(folder, { ...state, ready: false }));
  forgetLiveSettings(folder);
  makeDataFolder(queueDataFile(environment));
  const output = createDevOutput({ log: devLogOf(folder), json, color });
  const services = servicesOf(settings);
  const watch = createFatalWatch();
  const onLine = (name: string, text: string) => {
    output.service(name, text);
    watch.see(name, text);
  };
  const running = startAll(services, { onLine, say: output.say, onExit: () => releaseDevState(folder) });
  try {
    const untilReady = new AbortController();
    await Promise.race([
      waitUntilReady(services, running.processes, AbortSignal.any([signal, untilReady.signal])),
      running.failure,
      watch.fatal,
      aborted(signal),
    ]).finally(() => untilReady.abort());
    running.keep();
    updateDevState(folder, { ...state, ready: true });
    const seconds = performance.now() / 1000;
    const queueData = queueDataFile(environment);
    sayBanner(output, { ...(await modeInForce(urls.api, mode)), urls, containers: false, queueData, seconds });
    return await Promise.race([running.failure, aborted(signal)]);
  } catch (error) {
    if (error instanceof Interrupted) return 0;
    throw error;
  } finally {
    await stopAll(running.processes, { graceSeconds, output, settings });
    releaseDevState(folder);
    running.release();
    output.close();
  }
}

// --- internal ---

const restGraceSeconds = 3;

function makeDataFolder(file: string | undefined): void {
  if (file !== undefined) mkdirSync(path.dirname(file), { recursive: true });
}

function refuseSecond(state: DevState | undefined): void {
  if (!state) return;
  throw new ScriptError(
    `A stack without containers runs already (pid ${state.pid}, mode ${state.mode}, ${state.urls.web}).`,
    "`npm stop` ends it; `npm run logs` shows what it does. A second one beside it needs ports of its own (WEB_PORT=0 API_PORT=0 WORKER_PORT=0 CONSOLE_PORT=0 LOCALSTACK_PORT=0) and a folder of its own (LETSGO_STATE_DIR=.letsgo/second).",
  );
}

/** The application does not need the console, be it that it never starts. */
async function waitUntilReady(
  services: readonly ServiceDefinition[],
  processes: readonly KeptService[],
  signal: AbortSignal,
): Promise<void> {
  const isConsole = ({ name }: { readonly name: string }) => name === "console";
  const consoleEnded = processes.filter(isConsole).map(({ ended }) => ended);
  const consoleServices = services.filter(isConsole);
  await Promise.all([
    waitForHealth(
      services.filter((service) => !isConsole(service)),
      signal,
    ),
    Promise.race([waitForHealth(consoleServices, signal), ...consoleEnded]),
  ]);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function sayBanner(output: DevOutput, facts: Parameters<typeof bannerLines>[0]): void {
  const { containers: _, ...told } = facts;
  output.say(["", ...bannerLines(facts), ""].join("\n"), { msg: "Ready", event: "ready", ...told });
}

/** The worker first and patiently; the queue last, when it is known what is left in it. */
async function stopAll(
  processes: readonly KeptService[],
  { graceSeconds, output, settings }: { graceSeconds: number; output: DevOutput; settings: StackSettings },
): Promise<void> {
  const named = (name: KeptService["name"]) => processes.filter((each) => each.name === name);
  output.say(
    `Stopping: the worker may finish what it has in hand (up to ${graceSeconds} s; Ctrl-C again ends it at once).`,
  );
  await Promise.all(named("worker").map((worker) => worker.stop(graceSeconds)));
  await Promise.all([...named("api"), ...named("web"), ...named("console")].map((each) => each.stop(restGraceSeconds)));
  output.say(describeLeftovers(await countLeftovers(sharedEnvironment(settings)), queueDataFile(settings.environment)));
  await Promise.all([...named("sqs"), ...named("s3")].map((each) => each.stop(restGraceSeconds)));
  output.say("Stopped.", { event: "stopped" });
}
