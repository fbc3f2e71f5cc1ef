import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { startGuardian } from "../../../packages/testing/src/guardian/start-guardian.ts";
import { createStackFolder } from "../../../packages/testing/src/ownership/stack-folder.ts";
import { createStackName } from "../../../packages/testing/src/ownership/stack-name.ts";
import type { StartedEmulator } from "./emulators.ts";

/** Starts fauxqs; it is gone when this process is, however it ends. */
export async function startFauxqs(projectDirectory: string): Promise<StartedEmulator> {
  const guardian = startGuardian(
    {
      folder: createStackFolder(createStackName(projectDirectory)),
      command: [process.execPath, path.join(import.meta.dirname, "serve-fauxqs.ts")],
    },
    { environment: process.env, cwd: projectDirectory },
  );
  let errors = "";
  guardian.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const gone = guardian.ended.then((code) => {
    throw new Error(`Expected fauxqs to start, got exit code ${code}: ${errors}`);
  });
  gone.catch(() => {});
  const [endpoint] = await Promise.race([once(createInterface({ input: guardian.stdout }), "line"), gone]);
  guardian.ready();
  return { endpoint, stop: () => guardian.release() };
}
