import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import type { BodyFilter, FilterCriteria } from "./filter/create-body-filter.ts";
import type { PollerLimits } from "./scaling.ts";

/**
 * Runs the function once for one batch. Resolves with the handler's response in its JSON form; rejects where Lambda
 * would report a function error. The one seam between the poller and whatever runs the handler.
 */
export type Invoke<TEvent = SQSEvent> = (event: TEvent) => Promise<unknown>;

/** Options of `createEventSourceMapping`; those that AWS has carry AWS's names, ranges and defaults. */
export interface EventSourceMappingOptions {
  /**
   * The SQS client. Give it to this mapping alone: each of the up to `maximumConcurrency` long polls holds a socket for
   * as long as it waits, and another caller of the same client would queue behind them. Its request handler's
   * `maxSockets` (50 by default) should be at least `maximumConcurrency`.
   */
  client: SQSClient;
  /**
   * URL of a standard or FIFO queue, or a function that finds (and may create) the queue and resolves with its URL. A function
   * is called at the start, and again each time the endpoint says that the queue does not exist; what it throws is
   * treated like an endpoint that does not answer.
   */
  queueUrl: string | (() => Promise<string>);
  /** Runs the handler, see `createInvoker`. Called with at most `maximumConcurrency` batches at once. */
  invoke: Invoke;
  /**
   * Most records in one invocation, 1 to 10,000; above 10 a window is required (C2), so FIFO queues have at most 10 (C1).
   * A batch whose event would pass 6 MB is cut there (C4). @default 10
   */
  batchSize?: number;
  /**
   * Seconds to gather a batch, 0 to 300, from the first message on; 0 is no window: what one receive brings is a batch.
   * Not for FIFO queues (C3). The queue's visibility timeout should be longer by as much (C12). @default 0
   */
  maximumBatchingWindowInSeconds?: number;
  /**
   * Bound on invocations at once, 2 to 1,000 (C21, C22). Given, the pollers do not fall below five while the queue is
   * empty; absent, they may fall to two, and grow to 1,250 (C20). @default {}
   */
  scalingConfig?: { maximumConcurrency?: number };
  /**
   * The same bound outside `scalingConfig`, 1 to 1,000, for the value 1 that AWS refuses. Not AWS's: in the cloud a
   * mapping cannot be held to one invocation at a time. Refused together with `scalingConfig.maximumConcurrency`.
   */
  concurrency?: number;
  /**
   * With `["ReportBatchItemFailures"]` the handler's response says which messages failed (C14 to C18). Without it the
   * response is ignored and a normal return deletes the whole batch (C7). @default []
   */
  functionResponseTypes?: readonly "ReportBatchItemFailures"[];
  /** False: nothing is received and messages stay in the queue (C27), until `resume`. @default true */
  enabled?: boolean;
  /**
   * Which messages go to the function, by their body alone; a message that matches no filter is deleted (C25, C26). Each
   * `pattern` is a string of JSON with the operators of Lambda's filter-syntax table. @default {}
   */
  filterCriteria?: FilterCriteria;
  /** Most filters, 1 to 10: AWS's quota, which it raises on request. Not an option of AWS's mapping. @default 5 */
  filterQuota?: number;
  /**
   * The function's timeout in seconds, 1 to 900. Where given, a queue whose visibility timeout is shorter is not polled
   * (C11): state `failing` with AWS's own words as `lastError`, until the queue's attribute is mended.
   */
  functionTimeoutSeconds?: number;
  /**
   * While a batch is being handled, its messages' visibility timeout is set anew to the queue's own, every so many seconds,
   * 1 to 43,199 and below that timeout; a visibility that the handler sets itself is overwritten. Not AWS's: Lambda extends
   * nothing, so a handler that needs this comes a second time in the cloud. Needs `sqs:ChangeMessageVisibility`.
   * @default none: nothing is extended
   */
  heartbeatSeconds?: number;
  /** Seconds that one receive waits for a message, 0 to 20. Also the longest that `stop` waits for it. @default 20 */
  receiveMessageWaitTimeSeconds?: number;
}

/** The options, checked, with every default filled in. */
export interface MappingSettings {
  batchSize: number;
  batchingWindowSeconds: number;
  pollers: PollerLimits;
  filter: BodyFilter | undefined;
  partialFailures: boolean;
  enabled: boolean;
  functionTimeoutSeconds: number | undefined;
  heartbeatSeconds: number | undefined;
  receiveMessageWaitTimeSeconds: number;
}
