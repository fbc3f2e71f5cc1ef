import { AddPermissionCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { startBench } from "../test-support/sdk.ts";

/** Deeper than a recursive function goes. */
const DEEP = "[".repeat(200_000) + "]".repeat(200_000);

test("a parameter of the wrong type is refused in few words, however deep or long it is", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q");
  const url = JSON.stringify(QueueUrl);
  async function refusalOf(action: string, body: string): Promise<unknown> {
    const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` };
    const response = await fetch(bench.emulator.url, { method: "POST", headers, body });
    return [response.status, ((await response.json()) as { message: string }).message];
  }

  expect(await refusalOf("CreateQueue", `{"QueueName":${DEEP}}`)).toEqual([
    ...[400, "Expected QueueName to be a string, got a list"],
  ]);
  expect(await refusalOf("TagQueue", `{"QueueUrl":${url},"Tags":{"a":{"b":${DEEP}}}}`)).toEqual([
    ...[400, "Expected a to be a string, got an object"],
  ]);
  expect(await refusalOf("SendMessage", `{"QueueUrl":${url},"MessageBody":12}`)).toEqual([
    ...[400, "Expected MessageBody to be a string, got 12"],
  ]);
  expect(await refusalOf("UntagQueue", `{"QueueUrl":${url},"TagKeys":["a",${DEEP}]}`)).toEqual([
    ...[400, "Expected TagKeys[1] to be a string, got a list"],
  ]);
  expect(await refusalOf("TagQueue", `{"QueueUrl":${url},"Tags":"${"x".repeat(1000)}"}`)).toEqual([
    ...[400, `Expected Tags to be an object, got "${"x".repeat(99)}…`],
  ]);
});

test("a policy's values of a wrong type are refused in few words, however deep", async () => {
  await using bench = await startBench();
  const deep = "[".repeat(4000) + "]".repeat(4000);
  await bench.queue("dlq");
  const deadLetterTargetArn = JSON.stringify(bench.emulator.queues[0]?.arn);
  const refusalOf = (attributes: Record<string, string>) =>
    bench.queue("q", attributes).then(
      () => "accepted",
      (error: Error) => error.message.slice(-110),
    );

  for (const count of [deep, '{"toString":1}', '"x"', "null"]) {
    const RedrivePolicy = `{"deadLetterTargetArn":${deadLetterTargetArn},"maxReceiveCount":${count}}`;
    expect(await refusalOf({ RedrivePolicy })).toMatch(
      /for maxReceiveCount: (a list|an object|"x"|null), valid values/,
    );
  }
  for (const permission of [deep, '{"toString":1}', '["allowAll"]']) {
    const RedriveAllowPolicy = `{"redrivePermission":${permission}}`;
    expect(await refusalOf({ RedriveAllowPolicy })).toContain("redrivePermission must be one of");
  }
  const QueueUrl = await bench.queue("q", { Policy: '{"Statement":[null]}' });
  await bench.client.send(
    new AddPermissionCommand({ QueueUrl, Label: "a", AWSAccountIds: ["111111111111"], Actions: ["SendMessage"] }),
  );
});
