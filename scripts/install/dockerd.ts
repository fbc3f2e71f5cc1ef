import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../cli/errors.ts";
import { tryRun } from "../cli/run.ts";
import { explainDockerdLog } from "./dockerd-log.ts";
import { asRoot, type Rights } from "./machine.ts";

/** A daemon that was started and is not yet known to work. */
interface Daemon {
  /** Has it given up? */
  readonly hasEnded: () => boolean;
  /** What it has logged so far. */
  readonly readLog: () => Promise<string>;
  /** Where the user finds the log. */
  readonly logPlace: string;
}

const logFile = "/var/log/letsgo-dockerd.log";
const limitMs = 30_000;

/**
 * Starts an engine, unless one answers by now. It goes on running after us, as a machine's service does.
 *
 * @throws {ScriptError} with dockerd's own reason in plain words
 */
export async function startDockerd(rights: Rights, signal: AbortSignal): Promise<void> {
  if (await answers()) return;
  const daemon = existsSync("/run/systemd/system") ? await startService(rights) : startProcess(rights);
  const deadline = performance.now() + limitMs;
  while (!(await answers())) {
    signal.throwIfAborted();
    const late = performance.now() > deadline;
    if (late || daemon.hasEnded()) throw await refusal(daemon, late);
    await sleep(50);
  }
}

// --- internal ---

async function startService(rights: Rights): Promise<Daemon> {
  const [command, ...args] = asRoot(rights, ["systemctl", "enable", "--now", "docker"]);
  const { exitCode } = await tryRun(command, args);
  const [journal, ...words] = asRoot(rights, ["journalctl", "-u", "docker", "-n", "50", "-o", "cat", "--no-pager"]);
  return {
    hasEnded: () => exitCode !== 0,
    readLog: async () => (await tryRun(journal, words)).output,
    logPlace: "`journalctl -u docker`",
  };
}

/** In a session of its own, so that a Ctrl-C at our terminal does not end it. */
function startProcess(rights: Rights): Daemon {
  const [command, ...args] = asRoot(rights, ["sh", "-c", `exec dockerd >${logFile} 2>&1`]);
  const daemon = spawn(command, args, { detached: true, stdio: "ignore" });
  daemon.unref();
  return {
    hasEnded: () => daemon.exitCode !== null || daemon.signalCode !== null,
    readLog: async () => (existsSync(logFile) ? readFileSync(logFile, "utf8") : ""),
    logPlace: logFile,
  };
}

async function refusal(daemon: Daemon, late: boolean): Promise<ScriptError> {
  const log = await daemon.readLog();
  const reason = late
    ? `dockerd did not answer within ${limitMs / 1000} s; its log ends:\n${log.split("\n").slice(-20).join("\n")}`
    : `dockerd did not start: ${explainDockerdLog(log)}`;
  return new ScriptError(reason, `The whole log is in ${daemon.logPlace}.`);
}

async function answers(): Promise<boolean> {
  return (await tryRun("docker", ["version"], { timeoutMs: 10_000 })).exitCode === 0;
}
