import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createLogger } from "@letsgo/logger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWeb, type WebOptions } from "./serve.ts";

let clientFolder: string;

beforeAll(async () => {
  clientFolder = await mkdtemp(join(tmpdir(), "web-client-"));
  await mkdir(join(clientFolder, "assets"));
  await writeFile(join(clientFolder, "index.html"), "<title>page</title>");
  await writeFile(join(clientFolder, "assets", "app-1a2b.js"), "export {};");
});
afterAll(() => rm(clientFolder, { recursive: true }));

describe("the web server", () => {
  it("serves the page at every page's address", async () => {
    await using web = await startWeb();

    for (const path of ["/", "/contact?utm=x", "/no/such/page"]) {
      const answer = await ask(web.url + path);

      expect(answer).toMatchObject({ status: 200, body: "<title>page</title>" });
      expect(answer.headers["cache-control"]).toBe("no-cache");
    }
  });

  it("serves assets for ever, and does not answer a missing one with the page", async () => {
    await using web = await startWeb();

    expect((await ask(`${web.url}/assets/app-1a2b.js`)).headers["cache-control"]).toContain("immutable");
    expect((await ask(`${web.url}/assets/app-gone.js`)).status).toBe(404);
  });

  it("keeps the browser to its own sources, and the pages out of frames", async () => {
    await using web = await startWeb();

    const { headers } = await ask(web.url);

    expect(headers["content-security-policy"]).toMatch(/default-src 'self';.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    expect(headers).not.toHaveProperty("x-powered-by");
  });

  it("hands /v1 to the API with path, body, Origin and the browser's own Host", async () => {
    await using api = await startServer(async (incoming, answer) => {
      answer.end(JSON.stringify({ url: incoming.url, ...pick(incoming.headers), body: await text(incoming) }));
    });
    await using web = await startWeb({ apiUrl: api.url });
    const own = { host: "localhost:4321", origin: "http://localhost:4321" };

    const { body } = await ask(`${web.url}/v1/contact?a=b`, { method: "POST", headers: own, body: "hello 👋" });

    expect(JSON.parse(body)).toEqual({ url: "/v1/contact?a=b", ...own, body: "hello 👋" });
  });

  it("asks the worker's health, and nothing else of the worker", async () => {
    await using worker = await startServer((incoming, answer) => answer.writeHead(503).end(incoming.url));
    await using web = await startWeb({ workerUrl: worker.url });

    expect(await ask(`${web.url}/stack/worker`)).toMatchObject({ status: 503, body: "/health" });
    expect((await ask(`${web.url}/stack/worker`, { method: "POST" })).status).toBe(404);
    expect((await ask(`${web.url}/stack/other`)).status).toBe(404);
  });

  it("refuses foreign Hosts and Origins, files included", async () => {
    await using web = await startWeb({ allowedHosts: ["my.test"] });

    const foreign = await ask(web.url, { headers: { host: "evil.example" } });
    expect(foreign).toMatchObject({ status: 403 });
    expect(foreign.headers["content-type"]).toContain("application/problem+json");
    expect((await ask(`${web.url}/v1/health`, { headers: { origin: "http://evil.example" } })).status).toBe(403);
    expect((await ask(web.url, { headers: { host: "my.test:80" } })).status).toBe(200);
  });

  it("answers problem+json while an upstream is away, and tells the log once", async () => {
    const lines: string[] = [];
    const gone = await startServer(() => {});
    await gone[Symbol.asyncDispose]();
    await using web = await startWeb({ apiUrl: gone.url, lines });

    await ask(`${web.url}/v1/health`);
    const answer = await ask(`${web.url}/v1/contact`, { method: "POST", body: "{}" });

    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({ "retry-after": "2", "content-type": "application/problem+json" });
    expect(JSON.parse(answer.body)).toMatchObject({
      status: 503,
      upstream: "api",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
    expect(lines.filter((line) => line.includes("No answer from the API"))).toHaveLength(1);
  });

  it("answers problem+json to what it does not serve, and where nothing is built", async () => {
    await using web = await startWeb();
    await using unbuilt = await startWeb({ clientFolder: join(clientFolder, "assets") });

    for (const answer of [await ask(`${web.url}/`, { method: "POST" }), await ask(unbuilt.url)]) {
      expect(answer.status).toBe(404);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    }
  });
});

// --- internal ---

function startWeb(options: Partial<WebOptions> & { lines?: string[] } = {}) {
  const { lines = [], ...others } = options;
  const logger = createLogger({ service: "web", destination: { write: (line) => lines.push(line) } });
  const nowhere = "http://127.0.0.1:9";
  return startServer(createWeb({ apiUrl: nowhere, workerUrl: nowhere, clientFolder, logger, ...others }));
}

async function startServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Not fetch, which lets nobody set Host. */
function ask(
  url: string,
  { body, ...options }: { method?: string; headers?: IncomingHttpHeaders; body?: string } = {},
) {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    request(url, options, (answer) => {
      text(answer).then((said) => resolve({ status: answer.statusCode, headers: answer.headers, body: said }), reject);
    })
      .on("error", reject)
      .end(body);
  });
}

function pick({ host, origin }: IncomingHttpHeaders) {
  return { host, origin };
}
