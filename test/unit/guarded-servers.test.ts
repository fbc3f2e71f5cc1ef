import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createGuard } from "@letsgo/guard";
import { createLogger } from "@letsgo/logger";
import { createServer as createVite } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/config.ts";
import { startApi } from "../../services/api/test/start-api.ts";
import { makeFolder, startConsole } from "../../services/console/server/test/start-console.ts";
import { createWeb } from "../../services/web/server/serve.ts";
import type { WorkerHealth } from "../../services/worker/src/health.ts";
import { createWorkerServer } from "../../services/worker/src/server/server.ts";
import { exchangeRaw } from "../support/raw-exchange.ts";

const logger = createLogger({ service: "test", destination: { write: () => {} } });
const nowhere = "http://127.0.0.1:9";

describe.each([
  { name: "the API", path: "/v1/health", start: () => startApi(nowhere) },
  { name: "the worker", path: "/health", start: startWorker },
  { name: "the console", path: "/v1/health", start: startConsoleAlone },
  { name: "the web server", path: "/", start: startWeb },
  { name: "the web server of development", path: "/", start: startVite },
])("$name", ({ path, start }) => {
  let server: AsyncDisposable & { readonly url: string };
  beforeAll(async () => {
    server = await start();
  }, 20_000);
  afterAll(() => server[Symbol.asyncDispose]());

  it.each([
    ["a target in absolute form", [`GET http://evil.example${path} HTTP/1.1`, "Host: localhost"]],
    ["its own name in absolute form", [`GET http://localhost${path} HTTP/1.1`, "Host: localhost"]],
    ["a foreign Host behind its own", [`GET ${path} HTTP/1.1`, "Host: localhost", "Host: evil.example"]],
    ["its own Host twice", [`GET ${path} HTTP/1.1`, "Host: localhost", "host: localhost"]],
  ])("refuses %s with 400 and the reason", async (_, lines) => {
    const answer = await exchangeRaw(server.url, lines);

    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/application\/problem\+json/i);
    expect(answer.text).toMatch(/Expected (the request target to be a path|one Host header), got/);
  });

  it("answers a plain request", async () => {
    const { status } = await exchangeRaw(server.url, [`GET ${path} HTTP/1.1`, "Host: localhost", "Accept: text/html"]);

    expect(status).toBe(200);
  });
});

// --- internal ---

function startWorker() {
  const health = (): WorkerHealth => ({
    status: "ok",
    mode: "direct",
    source: "default",
    polling: "paused",
    pollingSource: "default",
    queue: "ok",
  });
  return listening(createWorkerServer({ guard: createGuard(), logger, health, accept: () => {} }));
}

async function startConsoleAlone() {
  await using started = new AsyncDisposableStack();
  const { url } = started.use(await startConsole(started.use(makeFolder()).folder));
  const resources = started.move();
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

function startWeb() {
  const clientFolder = path.join(root, "services/web");
  return listening(createWeb({ apiUrl: nowhere, workerUrl: nowhere, clientFolder, logger }) as RequestListener);
}

async function startVite() {
  const vite = await createVite({
    root: path.join(root, "services/web"),
    cacheDir: path.join(root, "node_modules/.vite-test"),
    server: { port: 0, strictPort: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    logLevel: "silent",
  });
  await vite.listen();
  return { url: vite.resolvedUrls?.local[0] ?? "", [Symbol.asyncDispose]: () => vite.close() };
}

async function listening(handler: Server | RequestListener) {
  const server = typeof handler === "function" ? createServer(handler) : handler;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
