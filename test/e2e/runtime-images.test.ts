import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startStack } from "@letsgo/testing";
import { beforeAll, expect, test } from "vitest";
import { contactInBrowser } from "../browser/contact-in-browser.ts";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf } from "../support/containers-of.ts";
import { contact } from "../support/post-contact.ts";
import { root } from "../support/run-script.ts";
import { useStack } from "../support/use-stack.ts";

const composeFiles = ["docker-compose.yml", "docker-compose.runtime.yml"];
/** From nothing it is three installations of packages and a build of everything. */
const BUILD_DEADLINE_MS = 300_000;

describeOnContainers("the images that would be deployed", () => {
  // Their sources are not mounted: an image of yesterday would test yesterday's code.
  beforeAll(async () => {
    const files = composeFiles.flatMap((file) => ["-f", file]);
    await promisify(execFile)("docker", ["compose", ...files, "build", "--quiet", "web", "api", "worker"], {
      cwd: root,
    });
  }, BUILD_DEADLINE_MS);

  const shared = useStack(() => startStack({ engine: "containers", mode: "queued", composeFiles }));

  // Under the content security policy that development has not.
  contactInBrowser(shared);

  test("run read-only, as uid 1000 and without capabilities, and handle a contact message that comes through web", async () => {
    const { stack } = shared;

    const page = await fetch(`${stack.urls.web}/contact`);
    const response = await fetch(`${stack.urls.web}/v1/contact`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: stack.urls.web },
      body: JSON.stringify(contact),
    });

    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<script");
    expect(response.status).toBe(200);
    const { messageId } = (await response.json()) as { messageId: string };
    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
    for (const [service, { Config, HostConfig }] of await containersOf(stack.name)) {
      const { User } = Config;
      const { ReadonlyRootfs, CapDrop } = HostConfig;
      expect({ User, ReadonlyRootfs, CapDrop }, service).toEqual({
        User: "1000:1000",
        ReadonlyRootfs: true,
        CapDrop: ["ALL"],
      });
    }
  });
});
