import { describe, expect, it } from "vitest";
import { problemOf, startApi } from "../../test/start-api.ts";
import { startFakeWorker } from "../../test/start-fake-worker.ts";
import { MAX_CONTACT_BODY_BYTES } from "./contact.ts";

const json = { "content-type": "application/json" };
const form = { name: " Ada ", email: "ada@example.com", message: "Grüße 😀", query: { plan: ["a", 1] } };
const post = (api: Awaited<ReturnType<typeof startApi>>, body: unknown) =>
  api.post("/v1/contact", JSON.stringify(body), json);

describe("POST /v1/contact", () => {
  it("enqueues the form as it was given and answers with the message's id", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url);

    const response = await post(api, form);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ messageId: worker.records[0]?.messageId });
    expect(worker.bodies()).toEqual([{ type: "letsgo:contact", payload: form }]);
  });

  it("refuses a faulty form with every fault by field, and sends nothing", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url);

    const { status, contentType, problem } = await problemOf(
      await post(api, { name: " ", email: "nobody", query: [], extra: 1, tenantId: null }),
    );

    expect(status).toBe(400);
    expect(contentType).toContain("application/problem+json");
    const fields = problem.errors?.map(({ field }) => field);
    expect(fields?.sort()).toEqual(["email", "extra", "message", "name", "query", "tenantId"]);
    expect(problem.errors).toContainEqual({ field: "message", message: "Expected a value, got none" });
    expect(problem.errors).toContainEqual({ field: "extra", message: "Unknown field" });
    expect(worker.records).toEqual([]);
  });

  it.each([["null"], ["[]"], ['"text"'], ["7"]])("refuses %s, which is JSON but no form", async (body) => {
    await using api = await startApi("http://127.0.0.1:1");

    const { status, problem } = await problemOf(await api.post("/v1/contact", body, json));

    expect(status).toBe(400);
    expect(problem.errors?.map(({ field }) => field)).toEqual(["body"]);
  });

  it("refuses a key named __proto__ instead of losing it", async () => {
    await using api = await startApi("http://127.0.0.1:1");
    const body = JSON.stringify(form).replace("{", '{"__proto__":{"admin":true},');

    const { status, problem } = await problemOf(await api.post("/v1/contact", body, json));

    expect(status).toBe(400);
    expect(problem.errors).toEqual([{ field: "__proto__", message: "Unknown field" }]);
  });

  it("answers 400 for malformed JSON and for no body, without a word of the body in the log", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    const malformed = await problemOf(await api.post("/v1/contact", "ada@example.com", json));
    const absent = await problemOf(await api.post("/v1/contact", null, json));

    expect(malformed.status).toBe(400);
    expect(malformed.problem.detail).toContain("Expected the body to be JSON");
    expect(absent.status).toBe(400);
    expect(JSON.stringify(api.lines)).not.toContain("ada@");
  });

  it.each([["text/plain"], ["application/x-www-form-urlencoded"], ["application/jsonx"]])(
    "answers 415 for %s",
    async (contentType) => {
      await using api = await startApi("http://127.0.0.1:1");

      const { status } = await problemOf(
        await api.post("/v1/contact", JSON.stringify(form), { "content-type": contentType }),
      );

      expect(status).toBe(415);
    },
  );

  it("takes a body of exactly the limit and answers 413 for one byte more", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url);
    const bare = Buffer.byteLength(JSON.stringify({ ...form, message: "" }));
    const ofSize = (bytes: number) => post(api, { ...form, message: "a".repeat(bytes - bare) });

    const atLimit = await ofSize(MAX_CONTACT_BODY_BYTES);
    const above = await problemOf(await ofSize(MAX_CONTACT_BODY_BYTES + 1));

    expect(atLimit.status).toBe(200);
    expect(above.status).toBe(413);
    expect(above.problem.detail).toContain("262144");
  });

  it("answers 503 with Retry-After where no worker answers", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    const response = await post(api, form);

    expect(response.headers.get("retry-after")).toBe("5");
    expect(await problemOf(response)).toMatchObject({ status: 503, problem: { title: "Service Unavailable" } });
    expect(api.lines).toContainEqual(expect.objectContaining({ level: "warn", msg: "Request not served" }));
  });
});
