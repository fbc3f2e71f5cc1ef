import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { startBench } from "./test-support/sdk.ts";

const statusOf = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: Error) => `${error.name} ${statusOf(error)}: ${error.message}`,
  );

test("queues are listed by name, a page at a time, and by prefix", async () => {
  await using bench = await startBench();
  for (const name of ["b-2", "a-1", "b-1", "b-3"]) await bench.queue(name);
  const list = async (choice: object) => {
    const { QueueUrls = [], NextToken } = await bench.client.send(new ListQueuesCommand(choice));
    return { names: QueueUrls.map((url) => url.split("/").at(-1)), NextToken };
  };

  expect((await list({})).names).toEqual(["a-1", "b-1", "b-2", "b-3"]);
  const first = await list({ QueueNamePrefix: "b-", MaxResults: 2 });
  expect(first.names).toEqual(["b-1", "b-2"]);
  expect(await list({ QueueNamePrefix: "b-", MaxResults: 2, NextToken: first.NextToken })).toEqual({
    names: ["b-3"],
    NextToken: undefined,
  });
  expect(await refusalOf(list({ MaxResults: 1001 }))).toContain("Value 1001 for parameter MaxResults is invalid");
  expect(await refusalOf(list({ NextToken: "bogus" }))).toContain("InvalidParameterValue 400");
});

test("queues of one name in two regions, or of two accounts, are apart", async () => {
  await using bench = await startBench();
  await bench.queue("q");
  const elsewhere = bench.createClient({ region: "eu-west-1" });
  const other = bench.createClient({ accessKeyId: "111111111111" });

  expect((await elsewhere.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
  const { QueueUrl } = await other.send(new CreateQueueCommand({ QueueName: "q" }));
  expect(QueueUrl).toMatch(/\/111111111111\/q$/);
  await other.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
  expect(bench.emulator.queues.map(({ arn, waiting }) => [arn, waiting])).toEqual([
    ["arn:aws:sqs:us-east-1:000000000000:q", 0],
    ["arn:aws:sqs:us-east-1:111111111111:q", 1],
  ]);
});

test("tags come with a queue, are added, replaced, listed and taken away", async () => {
  await using bench = await startBench();
  const { QueueUrl } = await bench.client.send(
    new CreateQueueCommand({ QueueName: "q", tags: { one: "1", two: "2" } }),
  );
  await bench.client.send(new TagQueueCommand({ QueueUrl, Tags: { two: "zwei", three: "" } }));
  await bench.client.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["one"] }));

  expect((await bench.client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ two: "zwei", three: "" });
  const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`t${index}`, "x"]));
  expect(await refusalOf(bench.client.send(new TagQueueCommand({ QueueUrl, Tags: many })))).toContain("Too many tags");
});

test("permissions become statements of the policy, and go by their label", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q");
  const add = (Label: string, Actions = ["SendMessage"], AWSAccountIds = ["111111111111"]) =>
    bench.client.send(new AddPermissionCommand({ QueueUrl, Label, AWSAccountIds, Actions }));
  const policy = async () => {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
    return JSON.parse((await bench.client.send(command)).Attributes?.Policy ?? "null");
  };
  await add("one");
  await add("two", ["SendMessage", "ReceiveMessage"], ["111111111111", "222222222222"]);

  expect((await policy()).Statement).toMatchObject([
    { Sid: "one", Action: "SQS:SendMessage", Principal: { AWS: "arn:aws:iam::111111111111:root" } },
    { Sid: "two", Action: ["SQS:SendMessage", "SQS:ReceiveMessage"] },
  ]);
  expect(await refusalOf(add("one"))).toBe(
    "InvalidParameterValue 400: Value one for parameter Label is invalid. Reason: Already exists.",
  );
  expect(await refusalOf(add("three", ["Nothing"]))).toContain("Value SQS:Nothing for parameter ActionName is invalid");
  expect(await refusalOf(add("three", Array(8).fill("SendMessage")))).toContain("OverLimit 403");
  for (const Label of ["one", "two"]) await bench.client.send(new RemovePermissionCommand({ QueueUrl, Label }));
  expect(await policy()).toBeNull();
  expect(await refusalOf(bench.client.send(new RemovePermissionCommand({ QueueUrl, Label: "one" })))).toContain(
    "can't find label.",
  );
});

test("attributes are read by name, and an unknown one is refused, to read and to set", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q", { VisibilityTimeout: "7" });
  const get = (...AttributeNames: string[]) =>
    bench.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: AttributeNames as never }));
  const set = (Attributes: Record<string, string>) =>
    bench.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));

  expect((await get("VisibilityTimeout", "Policy")).Attributes).toEqual({ VisibilityTimeout: "7" });
  expect((await get()).Attributes).toBeUndefined();
  expect(await refusalOf(get("constructor"))).toBe("InvalidAttributeName 400: Unknown Attribute constructor.");
  expect(await refusalOf(set({ toString: "1" }))).toContain("Unknown Attribute toString.");
  expect(await refusalOf(set({ QueueArn: "x" }))).toContain("Unknown Attribute QueueArn.");
  expect(await refusalOf(set({ FifoThroughputLimit: "perQueue" }))).toContain("only when FifoQueue is set to true");
  expect(await refusalOf(set({ VisibilityTimeout: "1.5" }))).toContain("InvalidAttributeValue 400");
  expect(await refusalOf(set({ VisibilityTimeout: "8", DelaySeconds: "-1" }))).toContain("InvalidAttributeValue 400");
  expect((await get("VisibilityTimeout")).Attributes).toEqual({ VisibilityTimeout: "7" });
});

test("a value of an attribute is of 8,192 bytes at most, and so is a policy that permissions make, of 20 statements", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q");
  const set = (Policy: string) =>
    refusalOf(bench.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } })));
  const add = (Label: string, AWSAccountIds = ["111111111111"]) =>
    refusalOf(
      bench.client.send(new AddPermissionCommand({ QueueUrl, Label, AWSAccountIds, Actions: ["SendMessage"] })),
    );
  const policyOf = (bytes: number) => JSON.stringify({ Id: "ö".repeat((bytes - 9) / 2) });

  expect([Buffer.byteLength(policyOf(8193)), await set(policyOf(8193))]).toEqual([
    ...[8193, "InvalidAttributeValue 400: Invalid value for the parameter Policy. Reason: Must be at most 8192 bytes."],
  ]);
  expect(await refusalOf(bench.queue("other", { KmsMasterKeyId: "x".repeat(8193) }))).toContain("KmsMasterKeyId");
  expect(await set(policyOf(8191))).toBe("accepted");
  expect(await add("a")).toMatch(/^OverLimit 403: A policy of \d+ bytes would come of it, maximum allowed is 8192\.$/);
  expect(await set("")).toBe("accepted");
  for (let index = 0; index < 20; index += 1) expect(await add(`l${index}`)).toBe("accepted");
  expect(await add("l20")).toBe("OverLimit 403: 21 statements would come of it, maximum allowed is 20.");
});

test("what AWS calls by a queue's URL or ARN is refused in its words where there is no such queue", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q");
  const arn = "arn:aws:sqs:us-east-1:000000000000:gone";
  await bench.client.send(new DeleteQueueCommand({ QueueUrl: url }));
  const [missing] = await Promise.all([refusalOf(bench.send(url, "a"))]);

  expect(missing).toBe("QueueDoesNotExist 400: The specified queue does not exist.");
  expect(await refusalOf(bench.send("q", "a"))).toBe(
    "InvalidAddress 404: The address q is not valid for this endpoint.",
  );
  expect(await refusalOf(bench.client.send(new GetQueueUrlCommand({ QueueName: "q" })))).toContain("QueueDoesNotExist");
  expect(await refusalOf(bench.client.send(new StartMessageMoveTaskCommand({ SourceArn: arn })))).toBe(
    "ResourceNotFoundException 404: The resource that you specified for the SourceArn parameter doesn't exist.",
  );
  expect(await refusalOf(bench.client.send(new ListMessageMoveTasksCommand({ SourceArn: "q" })))).toContain(
    "You must use this format to specify the SourceArn",
  );
});

test("D36, D24: a name and a purge are free again when the clock has been turned by a minute", async () => {
  await using bench = await startBench();
  const [url, other] = [await bench.queue("q"), await bench.queue("other")];
  const purge = () => refusalOf(bench.client.send(new PurgeQueueCommand({ QueueUrl: other })));
  await bench.client.send(new DeleteQueueCommand({ QueueUrl: url }));

  expect([await refusalOf(bench.queue("q")), await purge(), await purge()]).toEqual([
    "QueueDeletedRecently 400: You must wait 60 seconds after deleting a queue before you can create another with the same name.",
    "accepted",
    "PurgeQueueInProgress 403: Only one PurgeQueue operation on other is allowed every 60 seconds.",
  ]);
  bench.emulator.advance(60);
  expect([await refusalOf(bench.queue("q")), await purge()]).toEqual(["accepted", "accepted"]);
});

test("D18: sources are listed a page at a time", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("dlq");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: bench.emulator.queues[0]?.arn, maxReceiveCount: 3 });
  for (const name of ["b", "a"]) await bench.queue(name, { RedrivePolicy });
  const list = (NextToken?: string) =>
    bench.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults: 1, NextToken }));

  const { queueUrls, NextToken } = await list();
  expect(queueUrls).toEqual([expect.stringMatching(/\/a$/)]);
  expect((await list(NextToken)).queueUrls).toEqual([expect.stringMatching(/\/b$/)]);
});

test("queues beyond their number are refused", async () => {
  await using bench = await startBench({ queueLimit: 1 });
  await bench.queue("q");

  expect(await refusalOf(bench.queue("other"))).toContain("OverLimit 403: Expected at most 1 queues");
});
