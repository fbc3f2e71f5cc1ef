import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { listen, serverOptions, stopListening } from "./listen.ts";

describe("listening", () => {
  it("takes a free port for 0 and says where", async () => {
    const server = createServer((_request, response) => void response.end("here"));

    const url = await listen(server, { host: "127.0.0.1", port: 0 });

    expect(await (await fetch(url)).text()).toBe("here");
    await stopListening(server);
  });

  it("rejects where the port is taken", async () => {
    const first = createServer();
    const port = Number(new URL(await listen(first, { host: "127.0.0.1", port: 0 })).port);

    await expect(listen(createServer(), { host: "127.0.0.1", port })).rejects.toThrow("EADDRINUSE");

    await stopListening(first);
  });

  it("lets a running request finish when it stops, and takes no new one", async () => {
    const running = Promise.withResolvers<ServerResponse>();
    const server = createServer((_request, response) => running.resolve(response));
    const url = await listen(server, { host: "127.0.0.1", port: 0 });
    const answered = fetch(url);
    const response = await running.promise;

    const stopped = stopListening(server);
    const [refused] = await once(connect(Number(new URL(url).port), "127.0.0.1"), "error").catch((error) => [error]);
    response.end("done");

    expect(refused).toMatchObject({ code: "ECONNREFUSED" });
    expect(await (await answered).text()).toBe("done");
    await stopped;
  });

  it("closes a connection that has never asked for anything", async () => {
    const server = createServer((_request, response) => void response.end());
    const url = await listen(server, { host: "127.0.0.1", port: 0 });
    const silent = connect(Number(new URL(url).port), "127.0.0.1");
    await Promise.all([once(server, "connection"), once(silent, "connect")]);

    await Promise.all([stopListening(server, { graceMs: Number.POSITIVE_INFINITY }), once(silent, "close")]);
  });

  it.each([
    ["a body", "Content-Length: 10\r\n\r\nhalf"],
    ["a header", "X-Half: ha"],
  ])("does not wait for %s that never ends", async (_what, unfinished) => {
    const server = createServer(serverOptions, (request) => void request.resume());
    const url = await listen(server, { host: "127.0.0.1", port: 0 });
    const endless = connect(Number(new URL(url).port), "127.0.0.1");
    endless.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${unfinished}`);
    const [accepted] = (await once(server, "connection")) as [Socket];
    await vi.waitFor(() => expect(accepted.bytesRead).toBeGreaterThan(0));

    await Promise.all([stopListening(server, { graceMs: Number.POSITIVE_INFINITY }), once(endless, "close")]);
  });

  it("waits for an answer that takes longer than a request may take to arrive", async () => {
    const server = createServer((_request, response) => void setTimeout(() => response.end("done"), 1_500));
    const answered = listen(server, { host: "127.0.0.1", port: 0 }).then((url) => fetch(url));
    await once(server, "request");

    await stopListening(server);

    expect(await (await answered).text()).toBe("done");
  });

  it("closes a connection whose request has not ended by the deadline", async () => {
    const running = Promise.withResolvers<void>();
    const server = createServer(() => running.resolve());
    const url = await listen(server, { host: "127.0.0.1", port: 0 });
    const answered = fetch(url).then(
      () => "answered",
      () => "closed",
    );
    await running.promise;

    await stopListening(server, { graceMs: 0 });

    expect(await answered).toBe("closed");
  });
});
