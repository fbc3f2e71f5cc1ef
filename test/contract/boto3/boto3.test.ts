import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { docker } from "../../../packages/testing/src/containers/docker.ts";

const { localstack, "sqs-emulator": ours } = inject("emulators");
const program = readFileSync(path.join(import.meta.dirname, "calls.py"), "utf8");

if ("endpoint" in localstack && "endpoint" in ours) seenBy(localstack.endpoint, ours.endpoint);
else describe.skip("boto3 (skipped: it is in LocalStack's image)", () => void test("sees the same", () => {}));

// --- internal ---

function seenBy(theirs: string, ours: string): void {
  test("boto3 sees of our emulator what it sees of LocalStack", { timeout: 120_000 }, async () => {
    const [ofTheirs, ofOurs] = await Promise.all([theirs, ours].map(seeByBoto3));

    expect(ofOurs).toMatchObject({
      received: { body: "one 👋", receiveCount: "1" },
      again: "2",
      batch: { failed: [["id2", true]] },
      fifo: ["a", "b"],
      missing: { class: "QueueDoesNotExist", queryCode: "QueueDoesNotExist", status: 400 },
    });
    expect(ofOurs).toEqual(ofTheirs);
  });
}

/** Runs boto3 where it is anyway: in LocalStack's image. */
async function seeByBoto3(endpoint: string): Promise<object> {
  const image = (await docker("compose", "config", "--images", "localstack")).trim();
  const isLinux = process.platform === "linux";
  // Both listen on the loopback of this machine.
  const network = isLinux ? ["--network", "host"] : [];
  const address = isLinux ? endpoint : endpoint.replace("127.0.0.1", "host.docker.internal");
  const python = ["--entrypoint", "/opt/localstack/bin/python", image, "-c", program, address];
  return JSON.parse(await docker("run", "--rm", "--pull", "never", ...network, ...python));
}
