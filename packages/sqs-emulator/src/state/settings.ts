/** Where a queue's messages go that were received too often (D14). */
interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Which queues a dead-letter queue lets use it (D17). */
interface RedriveAllowPolicy {
  readonly redrivePermission: "allowAll" | "denyAll" | "byQueue";
  readonly sourceQueueArns: readonly string[];
}

/** A queue's attributes as numbers and objects. */
export interface QueueSettings {
  readonly visibilityMs: number;
  readonly delayMs: number;
  readonly retentionMs: number;
  readonly waitSeconds: number;
  readonly maximumMessageSize: number;
  readonly deduplicatesByContent: boolean;
  /** Whether a deduplication id counts within its group only. */
  readonly deduplicatesByGroup: boolean;
  readonly redrive: RedrivePolicy | undefined;
  readonly redriveAllow: RedriveAllowPolicy;
}

/** What a queue has that is created without attributes. */
export const defaultAttributes: Readonly<Record<string, string>> = {
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  VisibilityTimeout: "30",
  SqsManagedSseEnabled: "true",
};

export const defaultFifoAttributes: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
};

/** What `maxReceiveCount` is where a policy names none, by the API reference of SetQueueAttributes. */
const DEFAULT_MAX_RECEIVE_COUNT = 10;

/** @param attributes checked, and complete but for those that have no default */
export function toSettings(attributes: ReadonlyMap<string, string>): QueueSettings {
  const numberOf = (name: string) => Number(attributes.get(name) ?? defaultAttributes[name]);
  return {
    visibilityMs: numberOf("VisibilityTimeout") * 1000,
    delayMs: numberOf("DelaySeconds") * 1000,
    retentionMs: numberOf("MessageRetentionPeriod") * 1000,
    waitSeconds: numberOf("ReceiveMessageWaitTimeSeconds"),
    maximumMessageSize: numberOf("MaximumMessageSize"),
    deduplicatesByContent: attributes.get("ContentBasedDeduplication") === "true",
    deduplicatesByGroup: attributes.get("DeduplicationScope") === "messageGroup",
    redrive: toRedrivePolicy(attributes.get("RedrivePolicy")),
    redriveAllow: toRedriveAllowPolicy(attributes.get("RedriveAllowPolicy")),
  };
}

// --- internal ---

function toRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (text === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount = DEFAULT_MAX_RECEIVE_COUNT } = JSON.parse(text);
  return { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
}

function toRedriveAllowPolicy(text: string | undefined): RedriveAllowPolicy {
  if (text === undefined) return { redrivePermission: "allowAll", sourceQueueArns: [] };
  const { redrivePermission = "allowAll", sourceQueueArns = [] } = JSON.parse(text);
  return { redrivePermission, sourceQueueArns };
}
