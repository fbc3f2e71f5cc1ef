import { describe, expect, it } from "vitest";
import { areInstalled, type Lockfile } from "./dependencies.ts";

const wanted: Lockfile = {
  packages: {
    "": { version: "1.0.0" },
    "node_modules/zod": { version: "4.6.7", integrity: "sha512-z" },
    "node_modules/@esbuild/aix-ppc64": { version: "1.0.0", integrity: "sha512-a", optional: true },
    "packages/types": { version: "1.0.0" },
  },
};
const present: Lockfile = {
  packages: {
    "node_modules/zod": { version: "4.6.7", integrity: "sha512-z" },
    "packages/types": { version: "1.0.0" },
  },
};

describe("node_modules", () => {
  it("is as the lockfile says, packages for other systems left out", () => {
    expect(areInstalled(wanted, present)).toBe(true);
  });

  it("is not where nothing, or too little, is installed", () => {
    expect(areInstalled(wanted, undefined)).toBe(false);
    expect(areInstalled(wanted, { packages: { "packages/types": { version: "1.0.0" } } })).toBe(false);
  });

  it("is not where another version lies, or a package that the lockfile does not name", () => {
    const other = { "node_modules/zod": { version: "4.6.6", integrity: "sha512-y" } };
    const extra = { "node_modules/left-pad": { version: "1.0.0" } };

    expect(areInstalled(wanted, { packages: { ...present.packages, ...other } })).toBe(false);
    expect(areInstalled(wanted, { packages: { ...present.packages, ...extra } })).toBe(false);
  });
});
