import { queueSettingsOf } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { accept, freePort, startHttpServer } from "../../test/http-server.ts";
import { makeEnvelope } from "../../test/make-envelope.ts";
import { WorkerRefusedError, WorkerUnreachableError } from "../errors.ts";
import { createHttpTransport } from "./http-transport.ts";

const envelope = makeEnvelope({ type: "x", payload: 1 });

function transportTo(localQueueUrl: string) {
  return createHttpTransport({ settings: { ...queueSettingsOf({}), localQueueUrl } });
}

describe("the http transport", () => {
  it("posts to the very URL, as JSON and with no Origin", async () => {
    await using worker = await startHttpServer(accept);
    const transport = transportTo(`${worker.url}/deliver?to=worker`);

    await transport.send([envelope]);

    expect(worker.requests).toMatchObject([
      { method: "POST", path: "/deliver?to=worker", headers: { "content-type": "application/json" } },
    ]);
    expect(worker.requests[0]?.headers.origin).toBeUndefined();
    await transport.close();
  });

  it("keeps its connections", async () => {
    await using worker = await startHttpServer(accept);
    const transport = transportTo(worker.url);

    for (let call = 0; call < 20; call++) await transport.send([envelope]);

    // Two, since the pool may start a call before it has seen the last answer's end.
    expect(new Set(worker.requests.map((request) => request.remotePort)).size).toBeLessThanOrEqual(2);
    await transport.close();
  });

  it.each([
    [200, false],
    [400, false],
    [403, false],
    [429, true],
    [503, true],
  ])("takes the answer %i for a refusal and does not ask again", async (statusCode, retryable) => {
    await using worker = await startHttpServer((response) => response.writeHead(statusCode).end("because"));
    const transport = transportTo(worker.url);

    const [outcome] = await transport.send([envelope]);

    expect(outcome).toMatchObject({ error: { statusCode, responseText: "because", retryable } });
    expect(outcome?.accepted === false && outcome.error).toBeInstanceOf(WorkerRefusedError);
    expect(worker.requests).toHaveLength(1);
    await transport.close();
  });

  it("tries again with the same identity while the connection is refused, as in a hot reload", async () => {
    const port = await freePort();
    const transport = transportTo(`http://127.0.0.1:${port}`);

    const sending = transport.send([envelope]);
    await using worker = await startHttpServer(accept, { port });

    expect(await sending).toEqual([{ accepted: true }]);
    expect(JSON.parse(worker.requests[0]?.body ?? "").Records[0].messageId).toBe("id-1");
    await transport.close();
  });

  it("tries again with the same identity where the connection closes before an answer", async () => {
    await using worker = await startHttpServer((response, _, count) =>
      count === 1 ? response.destroy() : accept(response),
    );
    const transport = transportTo(worker.url);

    expect(await transport.send([envelope])).toEqual([{ accepted: true }]);
    expect(worker.requests.map((request) => JSON.parse(request.body).Records[0].messageId)).toEqual(["id-1", "id-1"]);
    await transport.close();
  });

  it("gives up after a while and names the URL", async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const transport = transportTo(url);

    const [outcome] = await transport.send([envelope]);

    expect(outcome).toMatchObject({ accepted: false, error: { url, code: "WORKER_UNREACHABLE", retryable: true } });
    expect(outcome?.accepted === false && outcome.error).toBeInstanceOf(WorkerUnreachableError);
    expect(outcome?.accepted === false && outcome.error.message).toContain("ECONNREFUSED");
    await transport.close();
  });
});
