import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test, vi } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { startSource } from "../test-support/command.ts";
import { createDataFile } from "../test-support/data-file.ts";

/** Beyond it the operating system lets no file of the emulator grow. */
const FILE_LIMIT_KIB = 2048;

function createClient(endpoint: string): SQSClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new SQSClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
}

/** Sends until it is refused, and gives what was accepted and the refusal. */
async function fill(client: SQSClient, QueueUrl: string) {
  const sent: string[] = [];
  for (;;) {
    const MessageBody = `${sent.length} `.padEnd(200_000, "x");
    try {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    } catch (error) {
      return { sent, error: error as Error };
    }
    sent.push(MessageBody);
  }
}

test("without room on the disk calls get ServiceUnavailable and its reason, and what was accepted stays", async () => {
  using file = createDataFile();
  const all: string[] = [];
  let QueueUrl = "";
  {
    await using command = startSource(["--port", "0", "--data", file.path], { fileLimitKib: FILE_LIMIT_KIB });
    const url = await command.firstLine;
    const client = createClient(url);
    QueueUrl = (await client.send(new CreateQueueCommand({ QueueName: "q" }))).QueueUrl ?? "";
    const { sent, error } = await fill(client, QueueUrl);
    all.push(...sent);

    expect(error).toMatchObject({ name: "ServiceUnavailable", $metadata: { httpStatusCode: 503 } });
    expect(error.message).toMatch(
      /Expected to write to .*queues\.db, got: .*(full|I\/O).* nothing that was accepted is lost/,
    );
    await expect(client.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toThrow("Expected to write to");
    expect(command.out.stderr).toContain("SQS emulator: Expected to write to");
    client.destroy();
  }

  await using emulator = await startEmulator({ data: file.path });
  expect(all.length).toBeGreaterThan(1);
  expect(emulator.messages("q").map(({ body, receiveCount }) => [body, receiveCount])).toEqual(
    all.map((body) => [body, 0]),
  );
});

test("once there is room again calls are accepted, on the state that was written last", async () => {
  using file = createDataFile();
  await using command = startSource(["--port", "0", "--data", file.path], { fileLimitKib: FILE_LIMIT_KIB });
  const client = createClient(await command.firstLine);
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: "q" }));
  const { sent } = await fill(client, QueueUrl);

  // What was refused is not there, and what was accepted is.
  const countsOf = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
  const { Attributes } = await vi.waitFor(() => client.send(countsOf), { timeout: 20_000, interval: 100 });
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: `${sent.length}` });
  // A purge makes room within the file.
  await vi.waitFor(() => client.send(new PurgeQueueCommand({ QueueUrl })), { timeout: 20_000, interval: 100 });
  const after = await fill(client, QueueUrl);

  expect(sent.length).toBeGreaterThan(1);
  expect(after.sent.length).toBeGreaterThan(1);
  client.destroy();
});

test("health says why nothing can be written, until it can be", async () => {
  using file = createDataFile();
  await using command = startSource(["--port", "0", "--data", file.path], { fileLimitKib: FILE_LIMIT_KIB });
  const url = await command.firstLine;
  const client = createClient(url);
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: "q" }));
  const health = async () => {
    const response = await fetch(`${url}/_emulator/health`);
    return { code: response.status, ...((await response.json()) as object) };
  };
  // A look that comes late tries a write of its own, for which there may be room.
  const failing = await vi.waitFor(
    async () => {
      await fill(client, QueueUrl);
      const answer = await health();
      expect(answer.code).toBe(503);
      return answer;
    },
    { timeout: 20_000 },
  );

  expect(failing).toMatchObject({ status: "cannot write", reason: expect.stringContaining("Expected to write to") });
  expect(failing).not.toHaveProperty("messages");
  await vi.waitFor(() => client.send(new PurgeQueueCommand({ QueueUrl })), { timeout: 20_000, interval: 100 });
  expect(await health()).toMatchObject({ code: 200, status: "ok", messages: 0 });
  client.destroy();
});
