import { describe, expect, it } from "vitest";
import { createGuard } from "./index.ts";

const guard = createGuard({ allowedHosts: ["My-Laptop"] });

/** A request as Node shows it: the first Host in `headers`, all of them in `rawHeaders`. */
function toRequest(headers: Record<string, string>, { url = "/", hosts = [] as string[] } = {}) {
  const own = Object.entries(headers).flat();
  return { headers, url, rawHeaders: [...own, ...hosts.flatMap((host) => ["HOST", host])] };
}

describe("the guard", () => {
  it.each([
    { host: "localhost:3001" },
    { host: "127.0.0.1:3001" },
    { host: "[::1]:3001" },
    { host: "worker:3002" },
    { host: "my-laptop" },
    { host: "localhost:3000", origin: "http://localhost:3000" },
  ])("lets %j pass", (headers) => {
    expect(guard(toRequest(headers))).toBeUndefined();
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
    expect(guard(toRequest(headers))).toMatchObject({ status: 403 });
  });

  it.each(["http://evil.example/", "http://localhost/", "evil.example:80", "*", ""])(
    "refuses the request target %j, which is no path",
    (url) => {
      expect(guard(toRequest({ host: "localhost" }, { url }))).toMatchObject({ status: 400 });
    },
  );

  it("refuses a second Host header, of whatever name", () => {
    const refusal = guard(toRequest({ host: "localhost" }, { hosts: ["localhost", "evil.example"] }));

    expect(refusal).toMatchObject({ status: 400, detail: expect.stringContaining("got 3") });
  });

  it("does not take a header's value for a Host header", () => {
    expect(guard(toRequest({ host: "localhost", "x-forwarded": "host" }))).toBeUndefined();
  });

  it("says which name to allow", () => {
    expect(guard(toRequest({ host: "box" }))?.detail).toContain("LETSGO_ALLOWED_HOSTS");
  });
});
