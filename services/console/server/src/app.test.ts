import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Health, MessageDetail, MessagesPage, Problem, Status } from "@letsgo/console-api";
import { describe, expect, it } from "vitest";
import { bodyOf, createShipper, deliveryOf } from "../test/shipper.ts";
import { makeFolder, type RunningConsole, startConsole } from "../test/start-console.ts";

/** An answer to a request with these headers; fetch would not send a Host of one's own. */
function ask(console: RunningConsole, path: string, headers: Record<string, string>, method = "GET") {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request(console.url + path, { method, headers }, (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    asked.on("error", reject).end();
  });
}

async function shipOne(console: RunningConsole, event: object): Promise<Response> {
  const shipper = createShipper("worker");
  shipper.tell(event as never);
  return console.post("/v1/events", shipper.batch(0, 1));
}

/** Another site, one that hides its name, this machine by another port and by another scheme. */
const foreignOrigins = ["http://evil.example", "null", "http://localhost:1", "https://127.0.0.1"];

const accepted = { name: "accepted", traceId: "f".repeat(32), at: 1000, mode: "queued", bytes: 1, attributes: {} };

describe("the console's server", () => {
  /** Every kind of path: pages, files that are there and not, reads, the stream, what operates, and what nobody serves. */
  const paths = [
    "/",
    "/messages/1",
    "/assets/app.js",
    "/nowhere.js",
    "/v1/health",
    "/v1/status",
    "/v1/messages",
    "/v1/stream",
    "/v1/events",
    "/v1/live",
    "/v1/redrives",
    "/v1/queues/main/purge",
    "/v1/nothing",
    "/mcp",
    "/mcp/sse",
  ];
  const methods = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"];

  it.each(paths)("answers %s to this machine's names only, and to no foreign page, by no method", async (path) => {
    using place = makeFolder();
    mkdirSync(join(place.folder, "ui/assets"), { recursive: true });
    for (const file of ["index.html", "assets/app.js"]) writeFileSync(join(place.folder, "ui", file), "built");
    await using console = await startConsole(place.folder);
    const host = new URL(console.url).host;

    for (const method of methods) {
      const foreign = [{ host: "evil.example" }, ...foreignOrigins.map((origin) => ({ host, origin }))];
      for (const headers of foreign) {
        const { status, text } = await ask(console, path, headers, method);
        expect({ method, headers, status }).toEqual({ method, headers, status: 403 });
        expect(text).not.toContain("built");
      }
    }
    if (path !== "/v1/stream") expect((await ask(console, path, { host })).status).not.toBe(403);
  });

  it("lets scripts come from itself alone, in every answer", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);

    for (const path of ["/", "/v1/health", "/nowhere.js"]) {
      const policy = (await fetch(console.url + path)).headers.get("content-security-policy");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain("unsafe-eval");
    }
  });

  it("serves the built pages: each page's address, hashed files for long, and says how where they are not built", async () => {
    using place = makeFolder();
    const ui = join(place.folder, "ui");
    await using console = await startConsole(place.folder);
    const missing = await fetch(`${console.url}/messages/1`, { headers: { accept: "text/html" } });
    expect([missing.status, await missing.text()]).toEqual([503, expect.stringContaining("npm run build")]);
    expect((await console.get<Health>("/v1/health")).ui).toBe("missing");

    mkdirSync(join(ui, "assets"), { recursive: true });
    writeFileSync(join(ui, "index.html"), "<title>built</title>");
    writeFileSync(join(ui, "assets/app-1a2b.js"), "export {};");

    const page = await fetch(`${console.url}/messages/1`, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("built");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const script = await fetch(`${console.url}/assets/app-1a2b.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${console.url}/assets/old.js`, { headers: { accept: "text/html" } })).status).toBe(404);
    expect((await console.get<Health>("/v1/health")).ui).toBe("built");
  });

  it("keeps hostile types, ids, payloads and errors as the text that they are", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const hostile = `<script>alert(1)</script>"'; DROP TABLE messages; -- \u0000\u2028`;
    const delivery = { ...deliveryOf(hostile, 1), sqsMessageId: hostile };
    const body = bodyOf(hostile, { __proto__: null, [hostile]: hostile });

    await shipOne(console, { ...accepted, messageId: hostile, type: hostile, body });
    await shipOne(console, {
      name: "failed",
      ...delivery,
      at: 1001,
      error: { name: hostile, message: hostile },
      willRetry: true,
    });

    const detail = await console.get<MessageDetail>(`/v1/messages/${encodeURIComponent(hostile)}`);
    expect(detail).toMatchObject({ messageId: hostile, type: hostile });
    expect(Object.keys(detail)).not.toContain("body");
    expect(detail.deliveries[0]?.error).toMatchObject({ name: hostile, message: hostile });
    expect(JSON.parse(detail.payload ?? "")).toEqual({ [hostile]: hostile });
    const found = await console.get<MessagesPage>(`/v1/messages?type=${encodeURIComponent(hostile)}`);
    expect(found.messages).toHaveLength(1);
    const answer = await fetch(`${console.url}/v1/messages`);
    expect(answer.headers.get("content-type")).toContain("application/json");
  });

  it("masks secrets that arrive unmasked, and cuts what is too long", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder, { LETSGO_CONSOLE_MASK: "pin" });
    const body = bodyOf("t", {
      user: "ada",
      password: "hunter2",
      nested: [{ "X-Api-Key": "k1", cardPin: "1234" }],
      note: "sk_live_abcdefgh1",
    });
    const long = bodyOf("t", "x".repeat(100_000));

    await shipOne(console, {
      ...accepted,
      messageId: "m-1",
      type: "t",
      body,
      attributes: { authorization: "Bearer s3" },
    });
    await shipOne(console, { ...accepted, messageId: "m-2", type: "t", body: long });
    await shipOne(console, { ...accepted, messageId: "m-3", type: "t", body: { ...long, text: "{", bytes: 1 } });

    const masked = await console.get<MessageDetail>("/v1/messages/m-1");
    expect(JSON.stringify(masked)).not.toMatch(/hunter2|k1|1234|sk_live|Bearer/);
    expect(masked.maskedFields).toEqual(["password", "nested.0.X-Api-Key", "nested.0.cardPin", "note"]);
    expect(masked.replayable).toMatchObject({ asItIs: false, missingFields: masked.maskedFields });
    const cut = await console.get<MessageDetail>("/v1/messages/m-2");
    expect(cut).toMatchObject({ payloadCut: true, payloadWhole: false });
    expect(cut.payload?.length).toBeLessThanOrEqual(65_536);
    const noJson = await console.get<MessageDetail>("/v1/messages/m-3");
    expect(noJson).toMatchObject({ payload: "{", payloadCut: true, payloadWhole: true });
  });

  it("tells what a payload that lies in S3 weighs, beside what was sent of it", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const pointer = { ...bodyOf("t", null), messageId: "m-1" };
    const attributes = { "letsgo.payloadKey": "m-1.json" };
    const stored = { name: "payload-stored", messageId: "m-1", at: 999, key: "m-1.json", bytes: 1_200_000 };

    await shipOne(console, { ...accepted, messageId: "m-1", type: "t", body: pointer, bytes: 312, attributes });
    await shipOne(console, { ...stored, body: { ...bodyOf("t", 1), text: '{"a":1}', cut: true } });
    await shipOne(console, { ...accepted, messageId: "m-2", type: "t", body: bodyOf("t", 1), bytes: 99 });

    expect(await console.get("/v1/messages/m-1")).toMatchObject({ bytes: 312, payloadBytes: 1_200_000 });
    expect(await console.get("/v1/messages/m-2")).toMatchObject({ bytes: 99, payloadBytes: null });
  });

  it("counts an event that it cannot read as lost, once, and takes its neighbours and unknown names as they are", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const shipper = createShipper("api");
    shipper.tell({ ...accepted, messageId: "m-1", type: "t", body: bodyOf("t", 1) } as never);
    shipper.tell({ name: "accepted", messageId: "m-2", at: "yesterday" } as never);
    shipper.tell({ name: "from-the-future", at: 1 } as never);
    const batch = shipper.batch(0, 3, { total: 4, byName: { accepted: 4 } });

    for (const _twice of [1, 2]) expect((await console.post("/v1/events", batch)).status).toBe(202);
    await console.post("/v1/events", shipper.batch(0, 3, { total: 2, byName: { accepted: 2 } }));

    const { shippers, store } = await console.get<Status>("/v1/status");
    expect(shippers).toMatchObject([{ service: "api", events: 1, dropped: 5 }]);
    expect(store.messages).toBe(1);
  });

  it("refuses what is no batch, too large, no JSON, or of another type", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const send = (body: string, type = "application/json") =>
      fetch(`${console.url}/v1/events`, { method: "POST", body, headers: { "content-type": type } });

    expect((await send('{"version":2}')).status).toBe(400);
    expect((await send("{")).status).toBe(400);
    expect((await send(`"${"x".repeat(2 * 1024 * 1024)}"`)).status).toBe(413);
    expect((await send("{}", "text/plain")).status).toBe(415);
  });

  it("finds messages by each filter, page by page", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const shipper = createShipper("api");
    for (let index = 0; index < 25; index++) {
      const mode = index % 2 ? "direct" : "queued";
      const type = index % 5 ? "a" : "b";
      const body = bodyOf(type, { index: `needle${index}` });
      shipper.tell({ ...accepted, messageId: `id-${index}`, at: 1000 + index, type, mode, body } as never);
    }
    await console.post("/v1/events", shipper.batch(0, 25));
    const ids = async (query: string) => {
      const page = await console.get<MessagesPage>(`/v1/messages?${query}`);
      return page.messages.map(({ messageId }) => messageId);
    };

    expect(await ids("type=b&mode=direct")).toEqual(["id-15", "id-5"]);
    expect(await ids("id=id-2")).toEqual(["id-24", "id-23", "id-22", "id-21", "id-20", "id-2"]);
    expect(await ids("text=needle7")).toEqual(["id-7"]);
    expect(await ids("from=1003&to=1005")).toEqual(["id-4", "id-3"]);
    expect(await ids("state=failed")).toEqual([]);
    expect(await ids("after=23")).toEqual(["id-24", "id-23"]);
    const first = await console.get<MessagesPage>("/v1/messages?limit=20&state=waiting&state=delayed");
    expect(first).toMatchObject({ total: 25, next: 6 });
    expect(await ids("limit=20&before=6")).toEqual(["id-4", "id-3", "id-2", "id-1", "id-0"]);
  });

  it.each(["limit=0", "limit=501", "state=unknown", "before=x", "colour=red"])("refuses ?%s by name", async (query) => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);

    const answer = await fetch(`${console.url}/v1/messages?${query}`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect((await answer.json()) as Problem).toMatchObject({
      errors: [{ field: expect.stringContaining(query.split("=")[0] ?? "") }],
    });
  });

  it("answers 404 and 405 as problems", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);

    expect((await fetch(`${console.url}/v1/messages/nobody`)).status).toBe(404);
    expect((await fetch(`${console.url}/v1/nothing`)).status).toBe(404);
    expect((await fetch(`${console.url}/v1/messages`, { method: "DELETE" })).status).toBe(405);
    expect((await fetch(`${console.url}/v1/messages/%E0%A4%A`)).status).toBe(400);
  });

  it("names every method of a path that is asked for its methods", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);

    const { headers } = await fetch(`${console.url}/v1/messages`, { method: "OPTIONS" });

    expect(headers.get("allow")).toBe("GET, POST");
  });

  it("takes addresses with long filters, and says of longer ones that they are", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);

    const long = await fetch(`${console.url}/messages?text=${"x".repeat(30_000)}`);
    const longer = await fetch(`${console.url}/messages?text=${"x".repeat(100_000)}`);

    expect(long.status).not.toBe(431);
    expect(longer.status).toBe(431);
    expect(longer.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await longer.text()).toContain('<a href="/messages">');
  });
});
