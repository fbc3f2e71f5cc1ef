import type { Environment } from "./config.ts";

/** The settings of a test's stack: as the local ones, but quick to retry and quick to give up. */
export const testSettings: Environment = {
  AWS_REGION: "us-west-2",
  LETSGO_PAYLOAD_BUCKET: "letsgo-main-payloads",
  LETSGO_WORKER_BATCH_SIZE: "10",
  LETSGO_WORKER_BATCHING_WINDOW: "0",
  LETSGO_WORKER_CONCURRENCY: "5",
  LETSGO_WORKER_FUNCTION_TIMEOUT: "2",
  LETSGO_WORKER_MAX_RECEIVE_COUNT: "3",
  LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME: "1",
  LETSGO_WORKER_VISIBILITY_TIMEOUT: "2",
};
