import type { Distribution, Rights } from "./machine.ts";

/** What the plan for an engine depends on. */
export interface EngineFacts {
  readonly platform: NodeJS.Platform;
  readonly distribution: Distribution | undefined;
  /** Do we know the packages of that distribution? */
  readonly packagesKnown: boolean;
  readonly rights: Rights;
  /** `denied`: there is an engine, but this user may not talk to it. */
  readonly engine: "answers" | "silent" | "denied" | "no client";
  /** DOCKER_HOST, where set: an engine that is not ours to start. */
  readonly dockerHost: string | undefined;
  readonly hasCompose: boolean;
  readonly hasBuildx: boolean;
  /** Is dockerd installed? */
  readonly hasDaemon: boolean;
  /** Why not even root could run containers here. */
  readonly missingCapability: string | undefined;
}

/** What has to happen before containers can run; `impossible` where we cannot bring it about. */
export type EnginePlan =
  | { readonly kind: "ready" | "start" | "install" }
  | { readonly kind: "impossible"; readonly reason: string; readonly remedy: string };

/** Decides how to come to a working engine with its compose and buildx plugins. */
export function planEngine(facts: EngineFacts): EnginePlan {
  const plugins = facts.hasCompose && facts.hasBuildx;
  if (facts.engine === "answers" && plugins) return { kind: "ready" };
  if (facts.engine === "denied") {
    return impossible(
      "this user may not use Docker's socket",
      "Run `sudo usermod -aG docker $USER`, log out and in again.",
    );
  }
  if (facts.engine !== "answers" && facts.dockerHost) {
    return impossible(
      `no Docker engine answers at DOCKER_HOST=${facts.dockerHost}`,
      "Start that engine, or unset DOCKER_HOST.",
    );
  }
  if (facts.platform !== "linux") return elsewhere(facts);
  return onLinux(facts, plugins);
}

// --- internal ---

function onLinux(facts: EngineFacts, plugins: boolean): EnginePlan {
  const answers = facts.engine === "answers";
  if (!answers && facts.missingCapability) {
    return impossible(facts.missingCapability, "Run on a machine, or in a container, that may run containers.");
  }
  const installed = plugins && facts.hasDaemon;
  if (facts.rights === "none" && installed) {
    return impossible(
      "Docker is installed but does not run, and starting it needs root",
      "Run `sudo dockerd` or `sudo systemctl start docker`.",
    );
  }
  if (installed) return { kind: "start" };
  if (facts.packagesKnown) return { kind: "install" };
  const missing = answers
    ? `Docker lacks its ${facts.hasCompose ? "buildx" : "compose"} plugin`
    : "no Docker engine answers";
  return impossible(
    `${missing}, and how to install it on ${facts.distribution?.name ?? "this Linux"} is not known here`,
    "Install Docker Engine with its compose and buildx plugins: https://docs.docker.com/engine/install/",
  );
}

function elsewhere({ platform, engine, hasCompose }: EngineFacts): EnginePlan {
  const remedy =
    platform === "darwin"
      ? "Start Docker Desktop, or install it: https://docs.docker.com/desktop/ (or `brew install colima docker docker-compose docker-buildx && colima start`)."
      : "Install Docker with its compose and buildx plugins: https://docs.docker.com/get-docker/";
  if (engine !== "answers") return impossible("no Docker engine answers", remedy);
  return impossible(`Docker lacks its ${hasCompose ? "buildx" : "compose"} plugin`, remedy);
}

function impossible(reason: string, remedy: string): EnginePlan {
  return { kind: "impossible", reason, remedy };
}
