import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger } from "@letsgo/logger";
import express from "express";
import { expect, it, onTestFinished } from "vitest";
import { createProxy } from "./proxy.ts";
import { answerUpstreamProblem } from "./upstream-problem.ts";

it("answers 504 where the upstream takes a request and stays silent", async () => {
  const upstream = await listen(() => {});
  const { url } = await startProxy(upstream, { timeoutMs: 20 });

  const answer = await fetch(url);

  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ upstream: "api", detail: expect.stringContaining("ETIMEDOUT") });
});

it("cuts an answer that its upstream broke off, for the browser must not take it as whole", async () => {
  const upstream = await listen((_request, response) => {
    response.write("half");
    setImmediate(() => response.destroy());
  });
  const { url } = await startProxy(upstream);

  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});

it("cuts an answer already begun rather than write a problem into it", async () => {
  const url = await listen((_request, response) => {
    response.write("half");
    answerUpstreamProblem(response, { name: "API", url: "http://127.0.0.1:9" }, new Error("gone"));
  });

  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});

it("tells the log of an upstream's loss once, of its return once", async () => {
  let isUp = false;
  const upstream = await listen((request, response) => (isUp ? response.end("up") : request.socket.destroy()));
  const { url, lines } = await startProxy(upstream);

  await (await fetch(url)).text();
  await (await fetch(url)).text();
  isUp = true;
  await (await fetch(url)).text();
  await (await fetch(url)).text();

  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["No answer from the API", "The API answers again"]);
});

it("blames no upstream for a browser that left", async () => {
  const arrived = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const upstream = await listen((request, response) => {
    if (request.url === "/next") return response.end("up");
    arrived.resolve();
    request.socket.once("close", () => left.resolve());
  });
  const { url, lines } = await startProxy(upstream);
  const browser = new AbortController();

  const answer = fetch(url, { signal: browser.signal });
  await arrived.promise;
  browser.abort();
  await expect(answer).rejects.toThrow();
  await left.promise;
  // By the time another request has gone all the way, the proxy has seen the first one's end.
  await (await fetch(`${url}/next`)).text();

  expect(lines).toEqual([]);
});

// --- internal ---

async function startProxy(upstreamUrl: string, options: { timeoutMs?: number } = {}) {
  const lines: string[] = [];
  const logger = createLogger({ service: "web", destination: { write: (line) => lines.push(line) } });
  const proxy = createProxy({ upstream: { name: "API", url: upstreamUrl }, logger, ...options });
  return { url: await listen(express().use(proxy)), lines };
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
