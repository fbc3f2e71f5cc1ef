import { describe, expect, it } from "vitest";
import { type Circumstances, consentTo, isYes } from "./consent.ts";

const atTerminal: Circumstances = { yes: false, ci: false, isTty: true, rights: "root" };

describe("consent to installing", () => {
  it("is asked of a person at a terminal", () => {
    expect(consentTo(atTerminal)).toEqual({ kind: "ask" });
    expect(consentTo({ ...atTerminal, rights: "sudo" })).toEqual({ kind: "ask" });
  });

  it("is given by --yes and by CI", () => {
    expect(consentTo({ ...atTerminal, yes: true }).kind).toBe("granted");
    expect(consentTo({ ...atTerminal, ci: true }).kind).toBe("granted");
    expect(consentTo({ ...atTerminal, isTty: false, rights: "sudo", yes: true }).kind).toBe("granted");
  });

  it("is taken for given where root runs with nobody to ask", () => {
    expect(consentTo({ ...atTerminal, isTty: false }).kind).toBe("granted");
  });

  it("is refused where nobody can be asked and sudo would be used", () => {
    expect(consentTo({ ...atTerminal, isTty: false, rights: "sudo" })).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("--yes"),
    });
  });

  it("does not help a user without root's rights, whatever was said", () => {
    expect(consentTo({ yes: true, ci: true, isTty: true, rights: "none" })).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("root"),
    });
  });

  it("reads enter as yes, and any other word as no", () => {
    expect(["", "y", "YES", " yes "].map(isYes)).toEqual([true, true, true, true]);
    expect(["n", "no", "yellow"].map(isYes)).toEqual([false, false, false]);
  });
});
