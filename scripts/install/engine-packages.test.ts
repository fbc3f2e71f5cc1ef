import { describe, expect, it } from "vitest";
import { enginePackagesOf, trixieSource } from "./engine-packages.ts";

const named = (id: string, codename: string) => enginePackagesOf({ id, codename, name: "" });

describe("the engine's packages", () => {
  it("come from trixie on bookworm, whose own release has no compose plugin", () => {
    expect(named("debian", "bookworm")).toMatchObject({
      from: "trixie",
      names: expect.arrayContaining(["docker-buildx"]),
    });
  });

  it("come from the release itself on later Debians and on Ubuntu", () => {
    expect(named("debian", "trixie")).not.toHaveProperty("from");
    expect(named("ubuntu", "noble")?.names).toContain("docker-compose-v2");
  });

  it("are not known for other systems", () => {
    expect(named("debian", "bullseye")).toBeUndefined();
    expect(named("fedora", "")).toBeUndefined();
  });

  it("are taken from the machine's own mirror", () => {
    expect(trixieSource("https://mirror.example/debian")).toContain(
      "URIs: https://mirror.example/debian\nSuites: trixie\n",
    );
  });
});
