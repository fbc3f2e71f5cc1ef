import { writeFileSync } from "node:fs";
import path from "node:path";
import { docker } from "../../../packages/testing/src/containers/docker.ts";
import { startGuardian } from "../../../packages/testing/src/guardian/start-guardian.ts";
import { OWNER_LABEL } from "../../../packages/testing/src/ownership/choose-leftovers.ts";
import { formatOwner, ownerOfThisProcess } from "../../../packages/testing/src/ownership/owner.ts";
import { createStackFolder } from "../../../packages/testing/src/ownership/stack-folder.ts";
import { createStackName } from "../../../packages/testing/src/ownership/stack-name.ts";
import type { StartedEmulator } from "./emulators.ts";

/**
 * Starts the LocalStack of `docker-compose.yml` on a free port of the loopback. It is gone when this process is, however
 * it ends.
 *
 * @param environment what is set beside what is set there; by default what makes it slower and more like AWS
 */
export async function startLocalStack(
  projectDirectory: string,
  environment: Readonly<Record<string, string>> = LIKE_AWS,
): Promise<StartedEmulator> {
  const name = createStackName(projectDirectory);
  const folder = createStackFolder(name);
  const guardian = startGuardian({ folder, project: name }, { environment: process.env, cwd: projectDirectory });
  try {
    const override = path.join(folder, "docker-compose.contract.yml");
    writeFileSync(override, toOverride(environment));
    const files = ["-f", path.join(projectDirectory, "docker-compose.yml"), "-f", override];
    const compose = ["compose", "-p", name, "--project-directory", projectDirectory, ...files];
    await docker(...compose, "up", "--detach", "--wait", "--no-build", "--pull", "never", "localstack");
    guardian.ready();
    const address = await docker(...compose, "port", "localstack", `${PORT}`);
    return { endpoint: `http://${address.trim()}`, stop: () => guardian.release() };
  } catch (error) {
    await guardian.release();
    throw error;
  }
}

// --- internal ---

const PORT = 4566;

const LIKE_AWS = {
  SQS_DELAY_PURGE_RETRY: "1",
  SQS_DELAY_RECENTLY_DELETED: "1",
  SQS_ENABLE_MESSAGE_RETENTION_PERIOD: "1",
};

/** JSON is YAML, but for the tag that puts a free port in the place of the stack's own, which a running stack may hold. */
function toOverride(environment: Readonly<Record<string, string>>): string {
  const labels = { [OWNER_LABEL]: formatOwner(ownerOfThisProcess()) };
  return `
services:
  localstack:
    labels: ${JSON.stringify(labels)}
    environment: ${JSON.stringify(environment)}
    ports: !override ["127.0.0.1:0:${PORT}"]
networks:
  default:
    labels: ${JSON.stringify(labels)}
`;
}
