import { GetQueueUrlCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startHttpServer } from "../test/http-server.ts";
import { createSqsClient } from "./sqs-client.ts";

afterEach(() => vi.unstubAllEnvs());

const answer = JSON.stringify({ QueueUrl: "http://sqs.nowhere.invalid/000000000000/some" });

describe("createSqsClient", () => {
  it("goes to the emulator whatever host a queue URL names, with made-up credentials where there are none", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    await using sqs = await startHttpServer((response) => response.writeHead(200).end(answer));
    const client = createSqsClient(queueSettingsOf({ AWS_ENDPOINT_URL_SQS: sqs.url, AWS_REGION: "eu-west-1" }));

    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "some" }));
    await client.send(new ReceiveMessageCommand({ QueueUrl }));

    expect(sqs.requests.map((request) => request.headers.authorization)).toEqual([
      expect.stringMatching(/Credential=test\/\d+\/eu-west-1\/sqs/),
      expect.stringMatching(/Credential=test\/\d+\/eu-west-1\/sqs/),
    ]);
    client.destroy();
  });

  it("uses the environment's credentials where there are any: LocalStack takes the account from them", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "111111111111");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    await using sqs = await startHttpServer((response) => response.writeHead(200).end(answer));
    const client = createSqsClient(queueSettingsOf({ AWS_ENDPOINT_URL_SQS: sqs.url }));

    await client.send(new GetQueueUrlCommand({ QueueName: "some" }));

    expect(sqs.requests[0]?.headers.authorization).toContain("Credential=111111111111/");
    client.destroy();
  });

  it("makes up no credentials for an endpoint that counts as AWS", async () => {
    const client = createSqsClient(queueSettingsOf({ AWS_ENDPOINT_URL_SQS: "http://10.0.0.5:4566" }));

    await expect(client.config.credentials()).rejects.toThrow();
    client.destroy();
  });

  it("lets a short call through while more long polls are open than a default pool has sockets", async () => {
    const polls: (() => void)[] = [];
    await using sqs = await startHttpServer((response, { headers }) => {
      const end = () => response.writeHead(200).end(answer);
      if (String(headers["x-amz-target"]).endsWith("ReceiveMessage")) polls.push(end);
      else end();
    });
    const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: sqs.url });
    const poller = createSqsClient(settings, { purpose: "poll" });
    const sender = createSqsClient(settings);

    const polling = Promise.all(
      Array.from({ length: 60 }, () => poller.send(new ReceiveMessageCommand({ QueueUrl: sqs.url }))),
    );
    await expect.poll(() => polls.length, { timeout: 5000 }).toBe(60);
    await sender.send(new GetQueueUrlCommand({ QueueName: "some" }));

    for (const end of polls) end();
    await polling;
    poller.destroy();
    sender.destroy();
  });
});
