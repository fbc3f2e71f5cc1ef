import { describe, expect, it } from "vitest";
import { createGuard } from "./index.ts";

const guard = createGuard({ allowedHosts: ["My-Laptop"] });

describe("the guard", () => {
  it.each([
    { host: "localhost:3001" },
    { host: "127.0.0.1:3001" },
    { host: "[::1]:3001" },
    { host: "worker:3002" },
    { host: "my-laptop" },
    { host: "localhost:3000", origin: "http://localhost:3000" },
  ])("lets %j pass", (headers) => {
    expect(guard({ headers })).toBeUndefined();
  });

  it.each([
    {},
    { host: "" },
    { host: "evil.example" },
    { host: "localhost.evil.example:3001" },
    { host: "localhost:3001@evil.example" },
    { host: "127.0.0.1.nip.io" },
    { host: "localhost:3001", origin: "http://evil.example" },
    { host: "localhost:3001", origin: "http://localhost:3000" },
    { host: "localhost:3001", origin: "https://localhost:3001" },
    { host: "localhost:3001", origin: "null" },
    { host: "localhost:3001", origin: "" },
  ])("refuses %j", (headers) => {
    expect(guard({ headers })).toMatchObject({ status: 403 });
  });

  it("says which name to allow", () => {
    expect(guard({ headers: { host: "box" } })?.detail).toContain("LETSGO_ALLOWED_HOSTS");
  });
});
