import path from "node:path";
import { whyNoContainers } from "@letsgo/testing";
import type { StartedEmulator } from "../contract/support/emulators.ts";
import { startLocalStack } from "../contract/support/start-localstack.ts";

/** Starts a LocalStack, or says what is not measured for want of one, and why. */
export async function findLocalStack(what: string): Promise<StartedEmulator | undefined> {
  const whyNot = await whyNoContainers();
  if (whyNot !== undefined) {
    console.log(`Not measured: ${what}, since no containers can run here: ${whyNot}`);
    return undefined;
  }
  try {
    return await startLocalStack(path.resolve(import.meta.dirname, "../.."), {});
  } catch (error) {
    console.log(`Not measured: ${what}. LocalStack did not start (npm start builds its image): ${error}`);
    return undefined;
  }
}
