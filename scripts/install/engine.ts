import { readFileSync } from "node:fs";
import { ProgramError, ScriptError } from "../cli/errors.ts";
import { tryRun } from "../cli/run.ts";
import type { Step } from "../cli/steps.ts";
import { isCi, processEnvironment } from "../config.ts";
import { askYesNo, consentTo } from "./consent.ts";
import { startDockerd } from "./dockerd.ts";
import { enginePackagesOf, installEnginePackages } from "./engine-packages.ts";
import { type EngineFacts, planEngine } from "./engine-plan.ts";
import { distribution, missingCapability, rights } from "./machine.ts";

/** Can containers run? If not, why, and what would mend it. */
export type Engine =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string; readonly remedy: string };

export interface EnsureOptions {
  step: Step;
  /** Was `--yes` given? */
  yes: boolean;
  signal: AbortSignal;
}

/** Brings about a Docker engine with compose and buildx; where that cannot be, says why instead of throwing. */
export async function ensureEngine(options: EnsureOptions): Promise<Engine> {
  const facts = await gatherFacts();
  const plan = planEngine(facts);
  if (plan.kind === "ready") return { available: true };
  if (plan.kind === "impossible") return { available: false, reason: plan.reason, remedy: plan.remedy };
  if (plan.kind === "install") {
    const refusal = await installEngine(facts, options);
    if (refusal) return refusal;
  }
  return startEngine(facts, options);
}

// --- internal ---

async function installEngine(facts: EngineFacts, { step, yes, signal }: EnsureOptions): Promise<Engine | undefined> {
  const packages = facts.distribution && enginePackagesOf(facts.distribution);
  if (!facts.distribution || !packages) throw new Error("Expected the plan to install only where packages are known.");
  const remedy = `Install them yourself (${packages.names.join(" ")}), or run again with --yes.`;
  const consent = consentTo({ yes, ci: isCi(), isTty: process.stdin.isTTY === true, rights: facts.rights });
  if (consent.kind === "refused")
    return { available: false, reason: `Docker is not installed, and ${consent.reason}`, remedy };
  const question = `No Docker engine with compose and buildx here. Install ${packages.names.join(", ")} by apt${packages.from ? ` (from Debian ${packages.from})` : ""}?`;
  if (consent.kind === "ask" && !(await askYesNo(question, signal))) {
    return { available: false, reason: "Docker is not installed, and you said no to installing it", remedy };
  }
  const target = facts.distribution;
  return step(`Docker engine (apt: ${packages.names.join(", ")})`, async (report) => {
    try {
      await installEnginePackages(packages, target, { rights: facts.rights, report, signal });
      return undefined;
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      return { available: false, reason: `apt could not install Docker:\n${error.message}`, remedy };
    }
  });
}

async function startEngine(facts: EngineFacts, { step, signal }: EnsureOptions): Promise<Engine> {
  try {
    await step("Docker engine starts", () => startDockerd(facts.rights, signal));
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return { available: false, reason: error.message, remedy: error.remedy };
  }
  const after = planEngine(await gatherFacts());
  if (after.kind === "ready") return { available: true };
  if (after.kind === "impossible") return { available: false, reason: after.reason, remedy: after.remedy };
  return {
    available: false,
    reason: "Docker was installed, but its compose or buildx plugin does not answer",
    remedy: "Try `docker compose version` and `docker buildx version`.",
  };
}

async function gatherFacts(): Promise<EngineFacts> {
  const [held, info, compose, buildx, daemon] = await Promise.all([
    rights(),
    tryRun("docker", ["info", "--format", "{{.ServerVersion}}"], { timeoutMs: 20_000 }),
    tryRun("docker", ["compose", "version"], { timeoutMs: 20_000 }),
    tryRun("docker", ["buildx", "version"], { timeoutMs: 20_000 }),
    tryRun("dockerd", ["--version"], { timeoutMs: 20_000 }),
  ]);
  const linux = distribution();
  return {
    platform: process.platform,
    distribution: linux,
    packagesKnown: linux !== undefined && enginePackagesOf(linux) !== undefined,
    rights: held,
    engine: engineState(info),
    dockerHost: processEnvironment().DOCKER_HOST || undefined,
    hasCompose: compose.exitCode === 0,
    hasBuildx: buildx.exitCode === 0,
    hasDaemon: daemon.exitCode === 0,
    missingCapability:
      process.platform === "linux" ? missingCapability(readFileSync("/proc/self/status", "utf8")) : undefined,
  };
}

function engineState({ exitCode, missing, tail }: Awaited<ReturnType<typeof tryRun>>): EngineFacts["engine"] {
  if (missing) return "no client";
  if (exitCode === 0) return "answers";
  return /permission denied/i.test(tail) ? "denied" : "silent";
}
