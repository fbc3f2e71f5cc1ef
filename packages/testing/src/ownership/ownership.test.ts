import { describe, expect, it } from "vitest";
import { chooseLeftovers } from "./choose-leftovers.ts";
import { formatOwner, isGone, ownerOfThisProcess, parseOwner, sightOfThisMachine } from "./owner.ts";

const prefix = "letsgo-test-0a1b2c3d-";
const sight = { host: "here", startMarkOf: (pid: number) => new Map([[10, "500"]]).get(pid) };

describe("isGone", () => {
  it.each([
    ["a process that does not exist", "here/11/500", true],
    ["a live process", "here/10/500", false],
    ["a later process with the same id", "here/10/400", true],
    ["a live process of unknown start", "here/10/", false],
    ["a process of another machine", "there/11/500", false],
    ["nobody known", "", false],
  ])("says of %s (%s): %s", (_, owner, expected) => {
    expect(isGone(parseOwner(owner), sight)).toBe(expected);
  });

  it("never says it of this very process", () => {
    const me = ownerOfThisProcess();

    expect(parseOwner(formatOwner(me))).toEqual(me);
    expect(isGone(me, sightOfThisMachine())).toBe(false);
  });
});

describe("chooseLeftovers", () => {
  it("takes what a killed run of this checkout left, and nothing else", () => {
    const parts = [
      { project: `${prefix}dead`, owner: "here/11/500" },
      { project: `${prefix}dead`, owner: "here/11/500" },
      { project: `${prefix}live`, owner: "here/10/500" },
      { project: `${prefix}unmarked`, owner: undefined },
      { project: "letsgo-test-ffffffff-other", owner: "here/11/500" },
      { project: "letsgo-local", owner: "here/11/500" },
    ];

    expect(chooseLeftovers(parts, prefix, sight)).toEqual([`${prefix}dead`]);
  });

  it("leaves a project of which one part may be a live run's", () => {
    const parts = [
      { project: `${prefix}x`, owner: "here/11/500" },
      { project: `${prefix}x`, owner: "here/10/500" },
    ];

    expect(chooseLeftovers(parts, prefix, sight)).toEqual([]);
  });
});
