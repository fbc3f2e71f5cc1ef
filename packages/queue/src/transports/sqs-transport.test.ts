import { DeleteQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, receiveAll, startEmulator } from "../../test/emulator.ts";
import { startHttpServer } from "../../test/http-server.ts";
import { makeEnvelope } from "../../test/make-envelope.ts";
import { recordEvents } from "../../test/record-events.ts";
import { ensureQueues } from "../admin/ensure-queues.ts";
import { MessageTooLargeError, QueueNotFoundError, QueueRefusedError, QueueUnreachableError } from "../errors.ts";
import { createSqsClient } from "../sqs-client.ts";
import { createSqsTransport } from "./sqs-transport.ts";
import type { SendOutcome } from "./transport.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

function envelopeOf(payload: unknown, delaySeconds?: number) {
  return makeEnvelope({ type: "x", payload }, { delaySeconds });
}

function errorOf(outcome: SendOutcome | undefined): Error | undefined {
  return outcome?.accepted === false ? outcome.error : undefined;
}

/** An SQS of our own making: one answer to everything. */
function startSqs(status: number, answer: object) {
  return startHttpServer((response) =>
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer)),
  );
}

describe("the queue", () => {
  it("is created where it is missing, with its dead-letter queue", async () => {
    const settings = emulator.settings();
    const transport = createSqsTransport({ settings, client: emulator.client });

    expect(await transport.send([envelopeOf(1)])).toMatchObject([{ accepted: true, sqsMessageId: expect.any(String) }]);

    const { QueueUrl } = await emulator.client.send(new GetQueueUrlCommand({ QueueName: settings.dlqName }));
    expect(QueueUrl).toContain(settings.dlqName);
  });

  it("is made again after the emulator has lost it, once for all who send at once", async () => {
    const settings = emulator.settings();
    const transport = createSqsTransport({ settings, client: emulator.client });
    await transport.send([envelopeOf(1)]);
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    await emulator.client.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    // For so long SQS refuses the name (D36).
    emulator.advance(60);

    using recorded = recordEvents();
    const outcomes = await Promise.all([2, 3, 4].map((payload) => transport.send([envelopeOf(payload)])));

    expect(outcomes.flat().map((outcome) => outcome.accepted)).toEqual([true, true, true]);
    expect(recorded.events.map((event) => event.name)).toEqual(["queue-created"]);
    expect(await receiveAll(emulator.client, queueUrl)).toHaveLength(3);
  });

  it("may be named by its URL, and is made from that name", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_URL: `${emulator.endpoint}/000000000000/by-url` });
    const transport = createSqsTransport({ settings, client: emulator.client });

    expect(await transport.send([envelopeOf(1)])).toMatchObject([{ accepted: true }]);
    expect(await receiveAll(emulator.client, `${emulator.endpoint}/000000000000/by-url`)).toHaveLength(1);
  });

  it("is never created where the endpoint counts as AWS, and is looked for again each time", async () => {
    const settings = emulator.settings({ LETSGO_EMULATOR: "false" });
    const transport = createSqsTransport({ settings, client: emulator.client });

    expect(errorOf((await transport.send([envelopeOf(1)]))[0])).toBeInstanceOf(QueueNotFoundError);
    await ensureQueues(emulator.client, { ...settings, emulator: true }, { reconcile: false });
    expect(await transport.send([envelopeOf(1)])).toMatchObject([{ accepted: true }]);
  });
});

describe("sending", () => {
  it("asks SQS for the delay, 0 included, and else leaves it to the queue (D2)", async () => {
    await using sqs = await startSqs(200, { Successful: [], Failed: [] });
    const settings = queueSettingsOf({
      AWS_ENDPOINT_URL_SQS: sqs.url,
      LETSGO_QUEUE_URL: `${sqs.url}/000000000000/delays`,
      LETSGO_EMULATOR: "false",
    });
    const client = createSqsClient({ ...settings, emulator: true });
    const transport = createSqsTransport({ settings, client });

    await transport.send([envelopeOf(1, 7), envelopeOf(2, 0), envelopeOf(3), envelopeOf(4, 901)]);

    const { Entries } = JSON.parse(sqs.requests[0]?.body ?? "");
    expect(Entries.map((entry: { DelaySeconds?: number }) => entry.DelaySeconds)).toEqual([7, 0, undefined, 900]);
  });

  it("settles each envelope by its own entry", async () => {
    const settings = emulator.settings({ LETSGO_WORKER_MAX_MESSAGE_SIZE: "1024" });
    const transport = createSqsTransport({ settings, client: emulator.client });

    const outcomes = await transport.send([envelopeOf(1), envelopeOf("x".repeat(1100)), envelopeOf(3)]);

    expect(outcomes.map((outcome) => outcome.accepted)).toEqual([true, false, true]);
    expect(errorOf(outcomes[1])).toBeInstanceOf(MessageTooLargeError);
    expect(errorOf(outcomes[1])).toMatchObject({ limitBytes: 1024, messageId: "id-1" });
  });

  it("reads the limit from the queue, once", async () => {
    const small = emulator.settings({ LETSGO_WORKER_MAX_MESSAGE_SIZE: "5000" });
    await ensureQueues(emulator.client, small, { reconcile: false });
    const transport = createSqsTransport({
      settings: { ...small, maxMessageSizeBytes: undefined },
      client: emulator.client,
    });
    const asked: unknown[] = [];
    emulator.client.middlewareStack.add(
      (next, context) => (args) => {
        if (context.commandName === GetQueueAttributesCommand.name) asked.push(args.input);
        return next(args);
      },
      { step: "initialize", name: "count" },
    );

    const limits = [await transport.maxMessageSizeBytes(), await transport.maxMessageSizeBytes()];

    emulator.client.middlewareStack.remove("count");
    expect(limits).toEqual([5000, 5000]);
    expect(asked.filter((input) => JSON.stringify(input).includes("MaximumMessageSize"))).toHaveLength(1);
  });

  it("takes SQS's default for the limit where it may not be read, and reports what SQS refuses", async () => {
    await using sqs = await startSqs(403, { __type: "com.amazonaws.sqs#AccessDenied", message: "not you" });
    const settings = queueSettingsOf({
      AWS_ENDPOINT_URL_SQS: sqs.url,
      LETSGO_QUEUE_URL: `${sqs.url}/000000000000/denied`,
      LETSGO_EMULATOR: "false",
    });
    const client = createSqsClient({ ...settings, emulator: true });
    const transport = createSqsTransport({ settings, client });

    expect(await transport.maxMessageSizeBytes()).toBe(1_048_576);
    const error = errorOf((await transport.send([envelopeOf(1)]))[0]);
    expect(error).toBeInstanceOf(QueueRefusedError);
    expect(error).toMatchObject({ reason: "AccessDenied", statusCode: 403, retryable: false });
  });

  it("takes a server's errors for an unreachable queue", async () => {
    await using sqs = await startSqs(503, {});
    const settings = emulator.settings({ AWS_ENDPOINT_URL_SQS: sqs.url });
    const transport = createSqsTransport({ settings });

    const error = errorOf((await transport.send([envelopeOf(1)]))[0]);

    expect(error).toBeInstanceOf(QueueUnreachableError);
    expect(error).toMatchObject({ statusCode: 503, retryable: true });
    await transport.close();
  });

  it("does not wait for ever on an SQS that takes the call and never answers", async () => {
    await using sqs = await startHttpServer(() => undefined);
    const settings = emulator.settings({ AWS_ENDPOINT_URL_SQS: sqs.url });
    const transport = createSqsTransport({ settings });

    expect(errorOf((await transport.send([envelopeOf(1)]))[0])).toBeInstanceOf(QueueUnreachableError);
    await transport.close();
  }, 15_000);
});
