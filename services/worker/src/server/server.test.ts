import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { createGuard } from "@letsgo/guard";
import { listen } from "@letsgo/service";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { captureLogger } from "../../test/capture-logger.ts";
import { order, toRecord } from "../../test/to-record.ts";
import type { WorkerHealth } from "../health.ts";
import type { WorkerEventInput } from "../lambda-event.ts";
import { createWorkerServer, MAX_DELIVERY_BYTES } from "./server.ts";

const well: WorkerHealth = {
  status: "ok",
  mode: "queued",
  source: "default",
  polling: "polling",
  pollingSource: "default",
  queue: "ok",
};

async function startServer({ health = well }: { health?: WorkerHealth } = {}) {
  const accepted: WorkerEventInput[] = [];
  const { logger, lines } = captureLogger();
  const accept = (event: WorkerEventInput) => void accepted.push(event);
  const server = createWorkerServer({ guard: createGuard(), logger, health: () => health, accept });
  const url = await listen(server, { host: "127.0.0.1", port: 0 });
  return {
    url,
    lines,
    accepted,
    post: (body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers: Record<string, string> = {}) =>
      fetch(url, { method: "POST", body, headers, duplex: "half" } as RequestInit),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** As LetsGo's client and hostile ones send it: just these headers. */
async function send(url: string, method: string, headers: Record<string, string>, body = "") {
  const sent = request(url, { method, headers }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe("POST /", () => {
  it("accepts an SQS event with 201 and hands it on as it is", async () => {
    await using server = await startServer();
    const event = { Records: [toRecord(order("1")), toRecord("not JSON")] };

    const response = await server.post(JSON.stringify(event));

    expect(response.status).toBe(201);
    expect(server.accepted).toEqual([event]);
  });

  it("accepts what LetsGo's own client posts: no content type, short ids, no attributes", async () => {
    await using server = await startServer();
    const record = {
      ...toRecord(order("1"), { SenderId: "letsgo:local:joe" }),
      messageId: "k3j2h1",
      md5OfBody: "{md5}",
      eventSource: "letsgo:local",
      eventSourceARN: "letsgo:local:joe",
    };

    const { status } = await send(server.url, "POST", {}, JSON.stringify({ Records: [record] }));

    expect(status).toBe(201);
    expect(server.accepted).toEqual([{ Records: [record] }]);
  });

  it("completes a record of which only id and body were given", async () => {
    await using server = await startServer();

    await server.post('{"Records":[{"messageId":"m","body":"{}","attributes":"none","messageAttributes":null}]}');

    const [record] = (server.accepted[0] as SQSEvent).Records;
    expect(record).toMatchObject({ messageId: "m", body: "{}", messageAttributes: {}, eventSource: "aws:sqs" });
    expect(record?.attributes).toMatchObject({ ApproximateReceiveCount: "1", SenderId: "letsgo:local" });
  });

  it("accepts a scheduled event with 201", async () => {
    await using server = await startServer();

    const response = await server.post('{"detail-type":"Scheduled Event","id":"1"}');

    expect(response.status).toBe(201);
    expect(server.accepted).toEqual([{ "detail-type": "Scheduled Event", id: "1" }]);
  });

  it.each([
    ["", "JSON"],
    ["secret@example.com", "JSON"],
    [new Uint8Array([0xff, 0xfe]), "UTF-8"],
    ["[]", "an array"],
    ["null", "null"],
    ["{}", "Records to be an array, got none"],
    ['{"Records":{"length":1}}', "Records to be an array"],
    ['{"Records":[]}', "at least one record"],
    ['{"Records":[null]}', "Records[0] to be an object, got null"],
    ['{"Records":[{"messageId":"m","body":"{}"},{"messageId":7,"body":"{}"}]}', "Records[1].messageId"],
    ['{"Records":[{"messageId":"m"}]}', "Records[0].body"],
    ['{"detail-type":"Other"}', "Records"],
  ])("answers %o with 400 and the reason, and hands nothing on", async (body, reason) => {
    await using server = await startServer();

    const response = await server.post(body);

    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining(reason) });
    expect(server.accepted).toEqual([]);
    expect(JSON.stringify(server.lines)).not.toContain("secret@");
  });

  it("answers 413 above the limit, be the length told or not, and the connection goes on", async () => {
    await using server = await startServer();
    const big = new Uint8Array(MAX_DELIVERY_BYTES + 1).fill(32);
    const streamed = new ReadableStream({
      start(controller) {
        for (let at = 0; at < big.length; at += 65_536) controller.enqueue(big.subarray(at, at + 65_536));
        controller.close();
      },
    });

    const answers = [await server.post(big), await server.post(streamed), await server.post(big.subarray(1))];

    // The last one has exactly the limit: it is read, and is no JSON.
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 400]);
    expect(server.accepted).toEqual([]);
  });

  it("hands nothing on from a client that goes away in the middle", async () => {
    await using server = await startServer();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await promisify(socket.write.bind(socket))(
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"detail-type":"Scheduled Event"}',
    );
    socket.destroy();

    await expect.poll(() => server.lines).toEqual([expect.objectContaining({ msg: "Request refused", status: 400 })]);
    expect(server.accepted).toEqual([]);
  });

  it.each([
    [{ host: "rebound.example" }],
    [{ origin: "http://page.example" }],
    [{ origin: "null" }],
    [{ origin: "http://page.example", "content-type": "text/plain" }],
  ])("refuses %o with 403", async (headers) => {
    await using server = await startServer();

    const { status } = await send(server.url, "POST", headers, JSON.stringify({ Records: [toRecord(order("1"))] }));

    expect(status).toBe(403);
    expect(server.accepted).toEqual([]);
  });
});

describe("the worker's other paths", () => {
  it.each([
    [well, 200],
    [{ ...well, status: "starting", polling: "starting" }, 503],
    [{ ...well, status: "failing", polling: "failing", queue: "unreachable", reason: "refused" }, 503],
  ] as const)("GET /health gives %o with %i, and logs nothing", async (health, status) => {
    await using server = await startServer({ health });

    const response = await fetch(`${server.url}/health`);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(health);
    expect(server.lines).toEqual([]);
  });

  it.each([
    ["GET", "/", 405, "POST"],
    ["POST", "/health", 405, "GET, HEAD"],
    ["GET", "/other", 404, undefined],
    ["GET", "//", 404, undefined],
  ])("%s %s gives %i", async (method, path, status, allow) => {
    await using server = await startServer();

    const answer = await send(server.url + path, method, {});

    expect(answer.status).toBe(status);
    expect(answer.headers.allow).toBe(allow);
  });

  it("refuses a rebound name even for health", async () => {
    await using server = await startServer();

    expect((await send(`${server.url}/health`, "GET", { host: "rebound.example:3002" })).status).toBe(403);
  });
});
