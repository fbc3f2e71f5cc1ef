import { columnOf, isEmulator, s3EndpointOf, sqsEndpointOf } from "./emulator.ts";
import { type Mode, modeOf } from "./mode.ts";
import { parseEnvironment } from "./parse-environment.ts";
import { type Environment, fixedInStack, text, url, wholeNumber } from "./setting.ts";

export const queueEnvironment = {
  AWS_REGION: fixedInStack(text({ meaning: "The queue's AWS region.", default: "us-west-2" })),
  LETSGO_DEPLOYMENT: text({
    meaning: "LetsGo's deployment name: part of the queue's name and the value of its tag.",
    default: "main",
    range: "1 to 62 letters, digits, hyphens and underscores",
    // What is left of SQS's 80 beside `letsgo-`, `-worker` and the dead-letter queue's `-dlq`.
    matches: (name) => /^[A-Za-z0-9_-]{1,62}$/.test(name),
  }),
  LETSGO_QUEUE_URL: fixedInStack(url({ meaning: "The queue's URL, where it is known.", default: undefined })),
  LETSGO_QUEUE_NAME: text({
    meaning:
      "The queue's name; by default `letsgo-<deployment>-worker`, or on AWS the queue tagged `LetsGoDeployment=<deployment>`. A name that ends in `.fifo` is a FIFO queue.",
    default: undefined,
    range:
      "at most 76 letters, digits, hyphens and underscores, with .fifo at the end or not (SQS's 80, less the dead-letter queue's `-dlq`)",
    matches: (name) => name.length <= 76 && /^[A-Za-z0-9_-]+(\.fifo)?$/.test(name),
  }),
  LETSGO_WORKER_VISIBILITY_TIMEOUT: wholeNumber({
    meaning:
      "How long a received message stays hidden; after it a message that was not deleted is delivered again. At least LETSGO_WORKER_FUNCTION_TIMEOUT.",
    unit: "seconds",
    default: { cloud: 362, local: 10 },
    min: 1,
    max: 43_200,
  }),
  LETSGO_WORKER_MESSAGE_RETENTION_PERIOD: wholeNumber({
    meaning: "How long the queue keeps a message that nobody deletes.",
    unit: "seconds",
    default: 345_600,
    min: 60,
    max: 1_209_600,
  }),
  LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME: wholeNumber({
    meaning: "How long a receive waits for a message to come (long poll).",
    unit: "seconds",
    default: { cloud: 2, local: 1 },
    min: 0,
    max: 20,
  }),
  LETSGO_WORKER_MAX_RECEIVE_COUNT: wholeNumber({
    meaning: "How many deliveries a message gets before it moves to the dead-letter queue.",
    default: { cloud: 5, local: 3 },
    min: 1,
    max: 1000,
  }),
  LETSGO_WORKER_MAX_MESSAGE_SIZE: wholeNumber<number | undefined>({
    meaning:
      "What a message may weigh, body and attributes together. Unset: what the queue says; a queue that we create gets 1,048,576.",
    unit: "bytes",
    default: undefined,
    min: 1024,
    max: 1_048_576,
  }),
  LETSGO_PAYLOAD_BUCKET: text({
    meaning:
      "S3 bucket for the payloads of messages that are too large for the queue. Unset: such messages are refused; the local stack's is letsgo-main-payloads. On an emulator it is created.",
    default: undefined,
    range: "3 to 63 lower-case letters, digits, hyphens and dots",
    matches: (name) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name),
  }),
};

/** Everything that sending to and reading from the queue needs to know. */
export interface QueueSettings {
  readonly mode: Mode;
  /** Where direct mode posts to. */
  readonly localQueueUrl: string | undefined;
  readonly region: string;
  /** SQS endpoint; undefined means AWS by the SDK's default rules. */
  readonly endpoint: string | undefined;
  /** May queues be created and altered? Only where the endpoint is an emulator. */
  readonly emulator: boolean;
  readonly deployment: string;
  readonly queueUrl: string | undefined;
  readonly queueName: string;
  /** Is it the environment's URL or name, not LetsGo's usual one? */
  readonly queueNamed: boolean;
  readonly dlqName: string;
  readonly visibilityTimeoutSeconds: number;
  readonly messageRetentionPeriodSeconds: number;
  readonly receiveMessageWaitTimeSeconds: number;
  readonly maxReceiveCount: number;
  /** undefined: what the queue's attribute says. */
  readonly maxMessageSizeBytes: number | undefined;
  /** Bucket for payloads that are too large for the queue; undefined: such messages are refused. */
  readonly payloadBucket: string | undefined;
  /** S3 endpoint: its own, else that of all services, else the emulator's; undefined means AWS. */
  readonly s3Endpoint: string | undefined;
  /** May the bucket be created? Only where the S3 endpoint is an emulator. */
  readonly s3Emulator: boolean;
}

/**
 * The queue's settings. Defaults are the local ones where the endpoint is an emulator or LETSGO_LOCAL_QUEUE_URL is set.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function queueSettingsOf(environment: Environment): QueueSettings {
  const endpoint = sqsEndpointOf(environment);
  const emulator = isEmulator(endpoint, environment);
  const s3Endpoint = s3EndpointOf(environment) ?? (emulator ? endpoint : undefined);
  const values = parseEnvironment(queueEnvironment, environment, columnOf(environment));
  const queueName =
    values.LETSGO_QUEUE_URL?.split("/").pop() ??
    values.LETSGO_QUEUE_NAME ??
    `letsgo-${values.LETSGO_DEPLOYMENT}-worker`;
  return Object.freeze({
    mode: modeOf(environment).mode,
    localQueueUrl: environment.LETSGO_LOCAL_QUEUE_URL || undefined,
    region: values.AWS_REGION,
    endpoint,
    emulator,
    deployment: values.LETSGO_DEPLOYMENT,
    queueUrl: values.LETSGO_QUEUE_URL,
    queueName,
    queueNamed: (values.LETSGO_QUEUE_URL ?? values.LETSGO_QUEUE_NAME) !== undefined,
    dlqName: dlqNameOf(queueName),
    visibilityTimeoutSeconds: values.LETSGO_WORKER_VISIBILITY_TIMEOUT,
    messageRetentionPeriodSeconds: values.LETSGO_WORKER_MESSAGE_RETENTION_PERIOD,
    receiveMessageWaitTimeSeconds: values.LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME,
    maxReceiveCount: values.LETSGO_WORKER_MAX_RECEIVE_COUNT,
    maxMessageSizeBytes: values.LETSGO_WORKER_MAX_MESSAGE_SIZE,
    payloadBucket: values.LETSGO_PAYLOAD_BUCKET,
    s3Endpoint,
    s3Emulator: isEmulator(s3Endpoint, environment),
  });
}

/** Does the environment name a FIFO queue? By its URL or name; one that is found by its tag is a standard queue. */
export function isFifo({ LETSGO_QUEUE_URL, LETSGO_QUEUE_NAME }: Environment): boolean {
  return (LETSGO_QUEUE_URL || LETSGO_QUEUE_NAME || "").trim().endsWith(".fifo");
}

/** The dead-letter queue's name: `x` has `x-dlq`, `x.fifo` has `x-dlq.fifo`. */
export function dlqNameOf(queueName: string): string {
  return queueName.replace(/(\.fifo)?$/, "-dlq$1");
}
