import { invalidAttributeName, invalidAttributeValue, invalidParameter, unknownAttribute } from "../errors.ts";
import { defaultAttributes, defaultFifoAttributes } from "../state/settings.ts";

const NAME_RULE = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";

/**
 * A queue's name fits its type (D35).
 *
 * @throws {SqsError} if not
 */
export function checkQueueName(name: string, isFifo: boolean): void {
  if (isFifo && !name.endsWith(".fifo")) {
    throw invalidParameter(
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length",
    );
  }
  if (name.length > 80 || !(isFifo ? /^[\w-]+\.fifo$/ : /^[\w-]+$/).test(name)) throw invalidParameter(NAME_RULE);
}

/** Most bytes of an attribute's value: those of a policy, by the quotas of SQS, and nothing else needs as many. */
export const MAX_VALUE_BYTES = 8192;

/**
 * Checks attributes by themselves; redrive policies also need the other queues (`checkRedrivePolicy`).
 *
 * @throws {SqsError} an unknown name, or a value out of its range (D1, D5, D22, D27), or too long
 */
export function checkQueueAttributes(attributes: ReadonlyMap<string, string>, isFifo: boolean): void {
  for (const [name, value] of attributes) {
    const isValid = checks.get(name);
    if (isValid === undefined) throw unknownAttribute(name);
    if (!isFifo && name === "ContentBasedDeduplication") throw unknownAttribute(name);
    if (!isFifo && Object.hasOwn(defaultFifoAttributes, name)) {
      throw invalidAttributeName(`You can specify the ${name} only when FifoQueue is set to true.`);
    }
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw invalidAttributeValue(name, `Must be at most ${MAX_VALUE_BYTES} bytes.`);
    }
    if (name === "FifoQueue") checkType(value, isFifo);
    else if (!isValid(value)) throw invalidAttributeValue(name);
  }
  if (attributes.get("KmsMasterKeyId") && attributes.get("SqsManagedSseEnabled") === "true") {
    throw invalidAttributeName(
      "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
  }
}

/** What `GetQueueAttributes` may be asked for, beside what a queue may be given. */
const readOnlyAttributes = [
  "All",
  "QueueArn",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
];

export function isQueueAttribute(name: string): boolean {
  return checks.has(name) || readOnlyAttributes.includes(name);
}

/** All attributes of a new queue, those that are not given with their defaults. */
export function completeAttributes(given: ReadonlyMap<string, string>, isFifo: boolean): Map<string, string> {
  const defaults = { ...defaultAttributes, ...(isFifo ? defaultFifoAttributes : {}) };
  const all = new Map(Object.entries(defaults));
  if (given.get("KmsMasterKeyId")) all.set("SqsManagedSseEnabled", "false");
  for (const [name, value] of given) if (value !== "") all.set(name, value);
  return all;
}

// --- internal ---

const within = (least: number, most: number) => (value: string) =>
  /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value);
const isJsonOrEmpty = (value: string) => value === "" || isJsonObject(value);

/** What each attribute may be. An empty policy takes the policy away. */
const checks = new Map<string, (value: string) => boolean>(
  Object.entries({
    DelaySeconds: within(0, 900),
    MaximumMessageSize: within(1024, 1_048_576),
    MessageRetentionPeriod: within(60, 1_209_600),
    ReceiveMessageWaitTimeSeconds: within(0, 20),
    VisibilityTimeout: within(0, 43_200),
    Policy: isJsonOrEmpty,
    RedrivePolicy: () => true,
    RedriveAllowPolicy: () => true,
    FifoQueue: () => true,
    ContentBasedDeduplication: oneOf("true", "false"),
    DeduplicationScope: oneOf("queue", "messageGroup"),
    FifoThroughputLimit: oneOf("perQueue", "perMessageGroupId"),
    KmsMasterKeyId: () => true,
    KmsDataKeyReusePeriodSeconds: within(60, 86_400),
    SqsManagedSseEnabled: oneOf("true", "false"),
  }),
);

function checkType(value: string, isFifo: boolean): void {
  if (!isFifo) throw unknownAttribute("FifoQueue");
  if (value !== "true") throw invalidAttributeValue("FifoQueue", "Modifying queue type is not supported.");
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
