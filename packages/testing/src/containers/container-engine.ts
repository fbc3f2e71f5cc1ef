import { writeFileSync } from "node:fs";
import path from "node:path";
import { openStateFolder } from "@letsgo/config";
import { DockerComposeEnvironment, PullPolicy } from "testcontainers";
import { prepareTestcontainers, processEnvironment } from "../config.ts";
import type { Engine, EngineStart } from "../engine.ts";
import { startGuardian } from "../guardian/start-guardian.ts";
import { parseLine } from "../lines/log-line.ts";
import type { ServiceName, StackUrls } from "../stack.ts";
import { toComposeEnvironment, toComposeOverride } from "./compose-override.ts";
import { docker } from "./docker.ts";
import { followProject, toEventsCommand } from "./follow-project.ts";
import { type ProjectContainer, readContainers } from "./project-containers.ts";

/** Starts a compose project of its own, from images that are there already. */
export async function startContainerEngine(start: EngineStart): Promise<Engine> {
  const { name, folder, projectDirectory, onLine } = start;
  const guardian = startGuardian(
    { folder, project: name, command: toEventsCommand(name) },
    { environment: processEnvironment(), cwd: projectDirectory },
  );
  const follower = followProject(guardian.stdout, (service, text) => onLine(parseLine(text, service)));
  const stop = async () => {
    await guardian.release();
    await follower.stop();
  };
  try {
    await composeUp(start);
    guardian.ready();
    let containers = await readContainers(name);
    return {
      producerSettings: {},
      urls: () => toUrls(containers),
      async stopService(service, graceSeconds) {
        const grace = graceSeconds === undefined ? [] : ["--time", String(graceSeconds)];
        await docker("stop", ...grace, idOf(containers, service));
      },
      async startService(service) {
        const id = idOf(containers, service);
        const [{ action }] = await Promise.all([
          follower.eventOf(createFateMatch(id), start.startDeadlineMs),
          docker("start", id),
        ]);
        if (action !== HEALTHY) throw new Error("its container ended");
        containers = await readContainers(name);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

// --- internal ---

async function composeUp(start: EngineStart): Promise<void> {
  prepareTestcontainers();
  // The console's switches write live settings into the stack's folder.
  openStateFolder(start.folder);
  const override = path.join(start.folder, "docker-compose.test.json");
  writeFileSync(override, toComposeOverride(start));
  await new DockerComposeEnvironment(start.projectDirectory, [...start.composeFiles, override])
    .withProjectName(start.name)
    .withAutoCleanup(false)
    .withPullPolicy(PullPolicy.neverPull())
    .withEnvironment(toComposeEnvironment(start))
    .withStartupTimeout(start.startDeadlineMs)
    .up();
}

function idOf(containers: readonly ProjectContainer[], service: ServiceName): string {
  const found = containers.find((each) => each.service === service);
  if (!found) throw new TypeError(`Expected the stack to have a service ${service}, got none.`);
  return found.id;
}

const HEALTHY = "health_status: healthy";

/** What becomes of a container after its next start; the end before that start may be told late. */
function createFateMatch(id: string): (event: { containerId: string; action: string }) => boolean {
  let isStarted = false;
  return ({ containerId, action }) => {
    if (containerId !== id) return false;
    isStarted ||= action === "start";
    return isStarted && (action === HEALTHY || action === "die");
  };
}

function toUrls(containers: readonly ProjectContainer[]): StackUrls {
  const at = (service: ServiceName) =>
    `http://127.0.0.1:${containers.find((each) => each.service === service)?.hostPort ?? 0}`;
  return { web: at("web"), api: at("api"), worker: at("worker"), console: at("console"), sqs: at("localstack") };
}
