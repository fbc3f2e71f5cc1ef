/**
 * AWS's default and greatest MaximumMessageSize (D27), in bytes; what a queue that we create gets.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const DEFAULT_MAX_MESSAGE_SIZE_BYTES = 1_048_576;

/** AWS's least MaximumMessageSize (D27), in bytes: no queue refuses a message up to it for its size. */
export const LEAST_MAX_MESSAGE_SIZE_BYTES = 1024;

/** The longest visibility timeout (D5), and the longest that a message may be hidden since its first delivery (D7), 12 hours, in seconds. */
export const MAX_VISIBILITY_SECONDS = 43_200;

/** The longest MessageRetentionPeriod (D22), 14 days, in seconds; what a dead-letter queue gets. */
export const MAX_RETENTION_SECONDS = 1_209_600;

/**
 * The longest delay that SQS itself observes (D1), in seconds.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const MAX_DELAY_SECONDS = 900;

/** The longest delay that a message may have, 365 days, in seconds; beyond SQS's own it travels in hops. */
export const MAX_LONG_DELAY_SECONDS = 365 * 24 * 60 * 60;

/**
 * The longest group id and deduplication id, in characters (D31).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const MAX_GROUP_ID_LENGTH = 128;

/** The longest text, in characters, that counts as a message's identity; ours have 36. */
export const MAX_IDENTITY_LENGTH = 256;

/**
 * What one SendMessageBatch takes, and one POST in direct mode: entries, and bytes of all together (D25, D27).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export const MAX_BATCH_ENTRIES = 10;
export const MAX_BATCH_BYTES = 1_048_576;

/**
 * The longest name of a message attribute, in characters (D29).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export const MAX_ATTRIBUTE_NAME_LENGTH = 256;
