import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startStack } from "@letsgo/testing";
import { beforeAll, expect, test } from "vitest";
import { contactInBrowser } from "../browser/contact-in-browser.ts";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf } from "../support/containers-of.ts";
import { contact, postContact } from "../support/post-contact.ts";
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

  test("are started again when their process is killed, and handle what has come meanwhile", async () => {
    const { stack } = shared;
    const from = stack.lines().length;

    const worker = (await containersOf(stack.name)).get("worker")?.Id ?? "";
    await promisify(execFile)("docker", ["exec", worker, "node", "-e", KILL_SERVICE]).catch(() => {}); // it ends, too
    const messageId = await postContact(stack);

    await stack.lineOf(({ service, fields }) => service === "worker" && fields.msg === "Listening", { from });
    // A poll of the killed process may have taken it, which is a delivery, too.
    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded" });
  });
});

/** A program inside a service's container that kills the service. */
const KILL_SERVICE = `
const { readdirSync, readFileSync } = require("node:fs");
const isService = (pid) => /^node\\0.*dist.main.js/.test(readFileSync("/proc/" + pid + "/cmdline", "utf8"));
const pids = readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid).filter(isService);
for (const pid of pids) process.kill(Number(pid), "SIGKILL");`;
