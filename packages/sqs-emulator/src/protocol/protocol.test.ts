import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../start-emulator.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ allowedHosts: ["sqs"] });
});
afterAll(() => emulator.close());

interface Answer {
  status: number | undefined;
  headers: Record<string, unknown>;
  text: string;
}

/** A bare request: `fetch` does not let one choose Host or Origin. */
function call(headers: Record<string, string>, { path = "/", method = "POST", body = "{}" } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${emulator.url}${path}`, { method, headers }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    outgoing.on("error", reject);
    outgoing.end(method === "GET" ? undefined : body);
  });
}

const target = (action: string) => ({ "x-amz-target": `AmazonSQS.${action}` });

test.each([
  ["localhost", 200],
  ["127.0.0.1:4566", 200],
  ["[::1]:4566", 200],
  ["host.docker.internal:4566", 200],
  ["stack.localhost", 200],
  ["sqs.us-west-2.localhost.localstack.cloud:4566", 200],
  ["SQS", 200],
  ["evil.example", 403],
  ["localhost.evil.example", 403],
  ["127.0.0.1.nip.io", 403],
  ["localhost:4566@evil.example", 403],
  ["10.0.0.1", 403],
])("a request to Host %s gets %i", async (host, status) => {
  expect((await call({ ...target("ListQueues"), host })).status).toBe(status);
});

test("a request of a web page is refused, whatever it is for, and says why", async () => {
  for (const path of ["/", "/_emulator/health", "/_emulator/clock"]) {
    const { status, text } = await call({ ...target("ListQueues"), origin: "http://localhost:3000" }, { path });
    expect([status, text]).toEqual([403, expect.stringContaining("web page http://localhost:3000")]);
  }
});

test("an answer has a request id, and an error AWS's name, legacy code and words", async () => {
  const { headers, text } = await call({ ...target("GetQueueUrl") }, { body: '{"QueueName":"none"}' });

  expect(headers).toMatchObject({
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender",
  });
  expect(JSON.parse(text)).toEqual({
    __type: "com.amazonaws.sqs#QueueDoesNotExist",
    message: "The specified queue does not exist.",
  });
});

test("a client that does not know the legacy statuses gets 400 for them, as from AWS", async () => {
  const body = '{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:none"}';
  const statuses = await Promise.all(
    [{}, { "x-amzn-query-mode": "true" }].map((mode) => call({ ...target("ListMessageMoveTasks"), ...mode }, { body })),
  );

  expect(statuses.map(({ status }) => status)).toEqual([400, 404]);
});

test("the older query protocol gets an error in XML that names the reason and the remedy", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const { status, headers, text } = await call(form, { body: "Action=ListQueues&Version=2012-11-05" });

  expect([status, headers["content-type"]]).toEqual([400, "text/xml"]);
  expect(text).toContain("<Code>UnsupportedProtocol</Code>");
  expect(text).toMatch(/older query protocol.*aws-cli 2\.13\.34/);
  expect((await call({}, { method: "GET", path: "/?Action=ListQueues" })).text).toContain("UnsupportedProtocol");
});

test.each([
  ["an unknown action", target("Nothing"), "{}", "UnknownOperationException"],
  ["a name that every object has", target("constructor"), "{}", "UnknownOperationException"],
  ["an action of another service", { "x-amz-target": "AmazonSNS.SendMessage" }, "{}", "UnknownOperationException"],
  ["what is no JSON", target("ListQueues"), "{", "SerializationException"],
  ["what is no object", target("ListQueues"), "[]", "SerializationException"],
  ["a number for a text", target("CreateQueue"), '{"QueueName":1}', "SerializationException"],
  ["a text for a number", target("ListQueues"), '{"MaxResults":"1"}', "SerializationException"],
  ["no queue", target("SendMessage"), "{}", "MissingRequiredParameterException"],
])("%s is refused", async (_, headers, body, type) => {
  const { status, text } = await call({ ...headers }, { body });

  expect([status, JSON.parse(text).__type]).toEqual([400, `com.amazonaws.sqs#${type}`]);
});

test("entries that are no objects are refused one by one or together, never by a fault of ours", async () => {
  await call(target("CreateQueue"), { body: '{"QueueName":"odd"}' });
  const QueueUrl = `${emulator.url}/000000000000/odd`;
  const bodies = [
    { Entries: [null] },
    { Entries: [{ Id: "a", MessageBody: 5 }] },
    { Entries: [{ Id: "a", MessageBody: "b", MessageAttributes: { c: 5 } }] },
    { Entries: [{ Id: "a", MessageBody: "b", MessageAttributes: { c: { DataType: 1, StringValue: {} } } }] },
    { Entries: "a" },
  ];
  for (const body of bodies) {
    const { status, text } = await call(target("SendMessageBatch"), { body: JSON.stringify({ QueueUrl, ...body }) });
    expect(status === 400 || text.includes('"Failed"'), text).toBe(true);
  }
});

test("a request above 8 MiB is refused with the bound, and not read to its end", async () => {
  const { status, text, headers } = await call(
    { ...target("SendMessage"), "x-amzn-query-mode": "true" },
    { body: "x".repeat(8 * 1_048_576 + 1) },
  );

  expect([status, headers.connection]).toEqual([413, "close"]);
  expect(text).toContain("at most 8388608 bytes");
});

test("other requests are told what the emulator speaks", async () => {
  const { status, text } = await call({}, { method: "GET", path: "/nothing" });

  expect([status, text]).toEqual([404, expect.stringContaining("x-amz-target")]);
});

test("queue URLs begin with the host by which the caller reached the emulator", async () => {
  const headers = { ...target("CreateQueue"), host: "host.docker.internal:4566" };
  const { text } = await call(headers, { body: '{"QueueName":"named"}' });

  expect(JSON.parse(text)).toEqual({ QueueUrl: "http://host.docker.internal:4566/000000000000/named" });
});
