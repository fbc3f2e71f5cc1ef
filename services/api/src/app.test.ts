import { request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { problemOf, startApi } from "../test/start-api.ts";

/** As fetch cannot: any Host header, and a path that is sent as it is. */
function get(url: string, path: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  request(url + path, { headers }, async (response) => {
    resolve({ status: response.statusCode, body: await text(response) });
  })
    .on("error", reject)
    .end();
  return promise;
}

describe("the API", () => {
  it("answers an unknown path with a problem", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    const answer = await problemOf(await fetch(`${api.url}/v1/nothing`));

    expect(answer).toMatchObject({
      status: 404,
      contentType: "application/problem+json; charset=utf-8",
      problem: { type: "about:blank", title: "Not Found", status: 404 },
    });
  });

  it.each([
    ["GET", "/v1/contact", "POST"],
    ["OPTIONS", "/v1/contact", "POST"],
    ["DELETE", "/v1/health", "GET, HEAD"],
    ["GET", "/v1/stripe/webhook/live", "POST"],
  ])("answers %s %s with 405 and what is allowed", async (method, path, allow) => {
    await using api = await startApi("http://127.0.0.1:1");

    const response = await fetch(api.url + path, { method });

    expect(response.headers.get("allow")).toBe(allow);
    expect(await problemOf(response)).toMatchObject({ status: 405 });
  });

  it.each([
    ["/v1/health", { host: "rebound.example" }],
    ["/v1/nothing", { host: "rebound.example" }],
    ["/v1/health", { origin: "http://page.example" }],
    ["/v1/contact", { origin: "null" }],
  ])("refuses %s with %o before it looks at anything else", async (path, headers) => {
    await using api = await startApi("http://127.0.0.1:1");

    const { status, body } = await get(api.url, path, headers);

    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ title: "Forbidden" });
  });

  it("lets the names of LETSGO_ALLOWED_HOSTS through", async () => {
    await using api = await startApi("http://127.0.0.1:1", { environment: { LETSGO_ALLOWED_HOSTS: "my.host" } });

    const { status } = await get(api.url, "/v1/health", { host: "my.host" });

    expect(status).toBe(200);
  });

  it("does not say what it is made of, and forbids guessing and caching", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    const { headers } = await fetch(`${api.url}/v1/health`);

    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("answers a fault of its own with 500, without its words, and logs it once", async () => {
    await using api = await startApi("http://127.0.0.1:1", {
      enqueue: async () => {
        throw new Error("secret of the house");
      },
    });
    const form = JSON.stringify({ name: "Ada", email: "ada@example.com", message: "Hello" });

    const { status, problem } = await problemOf(
      await api.post("/v1/contact", form, { "content-type": "application/json" }),
    );

    expect(status).toBe(500);
    expect(problem.detail).not.toContain("secret");
    expect(api.lines).toEqual([expect.objectContaining({ level: "error", msg: "Request failed" })]);
  });
});
