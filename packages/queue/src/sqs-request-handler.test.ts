import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, it } from "vitest";
import { freePort, startHttpServer } from "../test/http-server.ts";
import { localhostCertificate } from "../test/localhost-certificate.ts";
import { createSqsRequestHandler } from "./sqs-request-handler.ts";

const answer = JSON.stringify({ QueueUrl: "http://localhost/000000000000/some" });
const call = () => new GetQueueUrlCommand({ QueueName: "some" });
const clients: SQSClient[] = [];

function createClient(endpoint: string, { answerTimeoutMs = 5000, maxAttempts = 1 } = {}): SQSClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const requestHandler = createSqsRequestHandler({ connectionTimeoutMs: 1000, answerTimeoutMs, maxConnections: 5 });
  const client = new SQSClient({ endpoint, region: "us-west-2", credentials, maxAttempts, requestHandler });
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

describe("createSqsRequestHandler", () => {
  it("keeps its connections from call to call", async () => {
    await using sqs = await startHttpServer((response) => response.writeHead(200).end(answer));
    const client = createClient(sqs.url);

    for (let count = 0; count < 9; count++) await client.send(call());

    // A call made in the very moment of an answer may find that answer's connection still taken.
    expect(new Set(sqs.requests.map(({ remotePort }) => remotePort)).size).toBeLessThanOrEqual(2);
  });

  it("hands over an error's name and status", async () => {
    const fault = JSON.stringify({ __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "none" });
    await using sqs = await startHttpServer((response) => response.writeHead(400).end(fault));

    await expect(createClient(sqs.url).send(call())).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("gives up an answer that does not come in time", async () => {
    await using sqs = await startHttpServer(() => undefined);

    await expect(createClient(sqs.url, { answerTimeoutMs: 50 }).send(call())).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  it("lets the SDK try again where a connection breaks before an answer", async () => {
    await using sqs = await startHttpServer((response, _, count) =>
      count === 1 ? response.socket?.destroy() : response.writeHead(200).end(answer),
    );

    await expect(createClient(sqs.url, { maxAttempts: 2 }).send(call())).resolves.toMatchObject({});
    await expect(createClient(`http://127.0.0.1:${await freePort()}`).send(call())).rejects.toMatchObject({
      code: "ECONNREFUSED",
    });
    expect(sqs.requests).toHaveLength(2);
  });

  it("ends a call that is aborted, and its connection with it", async () => {
    await using sqs = await startHttpServer(() => undefined);
    const client = createClient(sqs.url);
    const controller = new AbortController();

    const sending = client.send(call(), { abortSignal: controller.signal });
    await expect.poll(() => sqs.requests.length).toBe(1);
    controller.abort();

    await expect(sending).rejects.toMatchObject({ name: "AbortError" });
    await expect(client.send(call(), { abortSignal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(async () => new Promise((resolve) => sqs.server.getConnections((_, n) => resolve(n)))).toBe(0);
  });

  it("speaks TLS to whom Node trusts, and to nobody else", async () => {
    const server = createServer(localhostCertificate, (_, response) => response.writeHead(200).end(answer));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const trusted = getCACertificates();
    try {
      await expect(createClient(url).send(call())).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
      setDefaultCACertificates([...trusted, localhostCertificate.cert]);
      await expect(createClient(url).send(call())).resolves.toMatchObject({ QueueUrl: expect.any(String) });
    } finally {
      setDefaultCACertificates(trusted);
      server.closeAllConnections();
      server.close();
    }
  });
});
