import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root, stackEnvironment, stateFolder } from "./config.ts";

describe("the commands' settings", () => {
  it("come from the environment over .env, as compose reads them", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "letsgo-env-"));
    writeFileSync(path.join(folder, ".env"), "API_PORT=4001\nWEB_PORT=4000\n");

    const environment = stackEnvironment({ API_PORT: "5001" }, folder);
    rmSync(folder, { recursive: true });

    expect(environment).toEqual({ API_PORT: "5001", WEB_PORT: "4000" });
  });

  it("need no .env", () => {
    expect(stackEnvironment({}, path.join(tmpdir(), "letsgo-no-such-folder"))).toEqual({});
  });

  it("keep what two stacks leave on the disk apart", () => {
    expect(stateFolder({})).toBe(path.join(root, ".letsgo"));
    expect(stateFolder({ COMPOSE_PROJECT_NAME: "other", LETSGO_STATE_DIR: "/tmp/other" })).toBe("/tmp/other");
    expect(() => stateFolder({ COMPOSE_PROJECT_NAME: "other" })).toThrow(/LETSGO_STATE_DIR.*COMPOSE_PROJECT_NAME/);
  });
});
