import { describe, expect, it } from "vitest";
import { asRoot, missingCapability, parseOsRelease } from "./machine.ts";

describe("what is known of the machine", () => {
  it("reads an os-release file, quoted values and all", () => {
    const text = 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n# a comment\n';

    expect(parseOsRelease(text)).toEqual({ id: "ubuntu", codename: "noble", name: "Ubuntu 24.04.1 LTS" });
    expect(parseOsRelease("")).toEqual({ id: "", codename: "", name: "this Linux" });
  });

  it("names the right that an unprivileged container takes from root", () => {
    const bounded = (mask: string) => `Name:\tnode\nCapBnd:\t${mask}\nCapAmb:\t0000000000000000\n`;

    expect(missingCapability(bounded("000001ffffffffff"))).toBeUndefined();
    expect(missingCapability(bounded("00000000a80425fb"))).toContain("CAP_SYS_ADMIN");
    expect(missingCapability(bounded("000001ffffffefff"))).toContain("CAP_NET_ADMIN");
    expect(missingCapability("Name:\tnode\n")).toBeUndefined();
  });

  it("puts sudo before a command where root's rights come from it", () => {
    expect(asRoot("sudo", ["apt-get", "update"])).toEqual(["sudo", "-n", "apt-get", "update"]);
    expect(asRoot("root", ["apt-get", "update"])).toEqual(["apt-get", "update"]);
  });
});
