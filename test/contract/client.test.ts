/** What this project's client keeps, whatever the emulator does: it refuses, or never sends, what SQS would not take. */
import { ConfigError, queueSettingsOf } from "@letsgo/config";
import {
  createProducer,
  type EnqueueOptions,
  InvalidAttributeError,
  InvalidDelayError,
  InvalidGroupError,
  MessageTooLargeError,
} from "@letsgo/queue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Recorder, startRecorder, valuesOf } from "./support/recorder.ts";

const maxSize = 2000;
const identity = "letsgo.messageId".length + "String".length + 36;
const oddCharacters = "\u0000\u0001\t\u001F\uFFFD\uFFFE\uFFFF \uD800 \uDFFF 👋 \u{10FFFF}";
const refusedCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

let recorder: Recorder;
beforeEach(async () => {
  recorder = await startRecorder();
});
afterEach(() => recorder[Symbol.asyncDispose]());

describe.each(["direct", "queued"] as const)("in %s mode", (mode) => {
  /** Enqueues a message and answers the error; the recorder refuses what is sent. */
  async function enqueue(payload: unknown, options: EnqueueOptions = {}, queueName = "main"): Promise<unknown> {
    const { url } = recorder;
    const settings = queueSettingsOf({
      LETSGO_QUEUE_MODE: mode,
      LETSGO_LOCAL_QUEUE_URL: url,
      LETSGO_QUEUE_URL: `${url}/000000000000/${queueName}`,
      LETSGO_WORKER_MAX_MESSAGE_SIZE: `${maxSize}`,
      AWS_ENDPOINT_URL_SQS: url,
    });
    const producer = createProducer({ settings });
    try {
      return await producer.enqueue({ type: "x", payload }, options);
    } catch (error) {
      return error;
    } finally {
      await producer.close();
    }
  }

  /** The bodies that were sent, under the name that the mode's records or calls have for them. */
  const bodies = () => recorder.sent.flatMap((each) => valuesOf(mode === "direct" ? "body" : "MessageBody", each));

  test.each([-1, 0.5, Number.NaN])("D1: enqueue refuses a delay of %s", async (delaySeconds) => {
    expect(await enqueue(1, { delaySeconds })).toBeInstanceOf(InvalidDelayError);
    expect(recorder.sent).toEqual([]);
  });

  test("D1: enqueue sends no delay above 900 s", async () => {
    for (const delaySeconds of [900, 901]) await enqueue(1, { delaySeconds });

    const delays = recorder.sent.flatMap((each) => valuesOf("DelaySeconds", each)).map(Number);
    expect(delays.filter((seconds) => seconds > 900)).toEqual([]);
    expect(delays.includes(900)).toBe(mode === "queued");
  });

  test("D3: enqueue refuses a delay on a FIFO queue, and sends none", async () => {
    expect(await enqueue(1, { groupId: "g", delaySeconds: 1 }, "main.fifo")).toBeInstanceOf(InvalidDelayError);
    expect(recorder.sent).toEqual([]);
    await enqueue(1, { groupId: "g", delaySeconds: 0 }, "main.fifo");

    expect(bodies()).toHaveLength(1);
    expect(recorder.sent.flatMap((each) => valuesOf("DelaySeconds", each))).toEqual([]);
  });

  test.each([
    {},
    { groupId: "" },
    { groupId: "g".repeat(129) },
    { groupId: "a b" },
    { groupId: "g", deduplicationId: "d".repeat(129) },
    { groupId: "g", deduplicationId: "a b" },
  ])("D31: enqueue refuses %j on a FIFO queue", async (options) => {
    expect(await enqueue(1, options, "main.fifo")).toBeInstanceOf(InvalidGroupError);
    expect(recorder.sent).toEqual([]);
  });

  test("D31: enqueue always sends group and deduplication id to a FIFO queue", async () => {
    await enqueue(1, { groupId: "g" }, "main.fifo");

    const [deduplicationId] = recorder.sent.flatMap((each) => valuesOf("MessageDeduplicationId", each));
    expect(recorder.sent.flatMap((each) => valuesOf("MessageGroupId", each))).toEqual(["g"]);
    expect(deduplicationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("D33: enqueue takes a group on a standard queue, and refuses a deduplication id there", async () => {
    expect(await enqueue(1, { groupId: "g", deduplicationId: "d" })).toBeInstanceOf(InvalidGroupError);
    expect(recorder.sent).toEqual([]);
    await enqueue(1, { groupId: "g" });

    expect(recorder.sent.flatMap((each) => valuesOf("MessageGroupId", each))).toEqual(["g"]);
  });

  test("D26: enqueue sends no character that SQS refuses, and loses none", async () => {
    await enqueue(oddCharacters);

    const [body] = bodies();
    expect(body).not.toMatch(refusedCharacter);
    expect(JSON.parse(String(body))).toEqual({ type: "x", payload: oddCharacters });
  });

  test("D27: enqueue refuses a message one byte above the limit, counted in UTF-8 with its attributes", async () => {
    const attribute = "tenant".length + "String".length + 2;
    const frame = '{"type":"x","payload":"é"}'.length + 1;
    const filled = `é${"x".repeat(maxSize - identity - attribute - frame)}`;
    const options = { attributes: { tenant: "ü" } };

    expect(await enqueue(`${filled}x`, options)).toBeInstanceOf(MessageTooLargeError);
    expect(recorder.sent).toEqual([]);
    expect(await enqueue(filled, options)).not.toBeInstanceOf(MessageTooLargeError);
    expect(bodies()).toHaveLength(1);
  });

  test("D28: enqueue refuses more attributes than leave room for its own", async () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, "v"]));

    expect(await enqueue(1, { attributes: many(5) })).toBeInstanceOf(InvalidAttributeError);
    expect(recorder.sent).toEqual([]);
    expect(await enqueue(1, { attributes: many(4) })).not.toBeInstanceOf(InvalidAttributeError);
    expect(bodies()).toHaveLength(1);
  });

  test.each([
    ["n".repeat(257), "v"],
    ["AWS.a", "v"],
    ["aws.a", "v"],
    ["AMAZON.a", "v"],
    [".a", "v"],
    ["a.", "v"],
    ["a..b", "v"],
    ["a b", "v"],
    ["a", ""],
    ["a", "\u0001"],
  ])("D29: enqueue refuses the attribute %j: %j", async (name, value) => {
    expect(await enqueue(1, { attributes: { [name]: value } })).toBeInstanceOf(InvalidAttributeError);
    expect(recorder.sent).toEqual([]);
  });
});

test.each([
  ["D5", "LETSGO_WORKER_VISIBILITY_TIMEOUT", 1, 43_200],
  ["D11", "LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME", 0, 20],
  ["D14", "LETSGO_WORKER_MAX_RECEIVE_COUNT", 1, 1000],
  ["D22", "LETSGO_WORKER_MESSAGE_RETENTION_PERIOD", 60, 1_209_600],
  ["D27", "LETSGO_WORKER_MAX_MESSAGE_SIZE", 1024, 1_048_576],
] as const)("%s: settings hold %s within %i to %i", (_, name, least, most) => {
  const settingsWith = (value: number) => queueSettingsOf({ [name]: `${value}` });

  for (const value of [least, most]) expect(() => settingsWith(value)).not.toThrow();
  for (const value of [least - 1, most + 1]) expect(() => settingsWith(value)).toThrow(ConfigError);
});

test("D35: settings hold the names of a queue and of its dead-letter queue within 80 letters, digits, hyphens and underscores", () => {
  const settingsWith = (name: string) => queueSettingsOf({ LETSGO_QUEUE_NAME: name });

  for (const name of ["n".repeat(76), `${"n".repeat(71)}.fifo`]) expect(() => settingsWith(name)).not.toThrow();
  for (const name of ["n".repeat(77), `${"n".repeat(72)}.fifo`, "a b"]) {
    expect(() => settingsWith(name)).toThrow(ConfigError);
  }
});
