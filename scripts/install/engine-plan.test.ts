import { describe, expect, it } from "vitest";
import { type EngineFacts, planEngine } from "./engine-plan.ts";

const bareDebian: EngineFacts = {
  platform: "linux",
  distribution: { id: "debian", codename: "bookworm", name: "Debian GNU/Linux 12 (bookworm)" },
  packagesKnown: true,
  rights: "root",
  engine: "no client",
  dockerHost: undefined,
  hasCompose: false,
  hasBuildx: false,
  hasDaemon: false,
  missingCapability: undefined,
};
const complete = { hasCompose: true, hasBuildx: true, hasDaemon: true } as const;

describe("the plan for an engine", () => {
  it("is done where an engine answers and has both plugins", () => {
    expect(planEngine({ ...bareDebian, ...complete, engine: "answers", hasDaemon: false }).kind).toBe("ready");
    expect(planEngine({ ...bareDebian, ...complete, engine: "answers", platform: "darwin" }).kind).toBe("ready");
  });

  it("installs on a bare Debian", () => {
    expect(planEngine(bareDebian).kind).toBe("install");
  });

  it("installs where an engine answers without a plugin", () => {
    expect(planEngine({ ...bareDebian, ...complete, engine: "answers", hasBuildx: false }).kind).toBe("install");
  });

  it("only starts what is installed", () => {
    expect(planEngine({ ...bareDebian, ...complete, engine: "silent" }).kind).toBe("start");
  });

  it("leaves starting to the user who has no rights for it", () => {
    expect(planEngine({ ...bareDebian, ...complete, engine: "silent", rights: "none" })).toMatchObject({
      kind: "impossible",
      remedy: expect.stringContaining("sudo"),
    });
  });

  it("installs nothing where even root may run no containers", () => {
    expect(planEngine({ ...bareDebian, missingCapability: "even root may not mount filesystems" })).toMatchObject({
      kind: "impossible",
      reason: "even root may not mount filesystems",
    });
  });

  it("says how to come to the socket where the user may not use it", () => {
    expect(planEngine({ ...bareDebian, ...complete, engine: "denied" })).toMatchObject({
      kind: "impossible",
      remedy: expect.stringContaining("usermod"),
    });
  });

  it("starts no engine of its own beside one that DOCKER_HOST names", () => {
    expect(planEngine({ ...bareDebian, dockerHost: "tcp://build:2375", engine: "silent" })).toMatchObject({
      kind: "impossible",
      reason: expect.stringContaining("tcp://build:2375"),
    });
  });

  it("says what to install where it cannot itself", () => {
    const macOs = planEngine({ ...bareDebian, platform: "darwin", distribution: undefined, packagesKnown: false });
    const fedora = planEngine({
      ...bareDebian,
      distribution: { id: "fedora", codename: "", name: "Fedora Linux 43" },
      packagesKnown: false,
    });

    expect(macOs).toMatchObject({ kind: "impossible", remedy: expect.stringContaining("Docker Desktop") });
    expect(fedora).toMatchObject({ kind: "impossible", reason: expect.stringContaining("Fedora Linux 43") });
  });
});
