import { SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { hasCredentials } from "./config.ts";
import { createSqsRequestHandler } from "./sqs-request-handler.ts";

/** What a client is for: short calls, or long polls (which need sockets and patience of their own). */
export type SqsClientPurpose = "send" | "poll";

/**
 * Creates an SQS client for the settings' endpoint and region, with a socket pool of its own. Calls fail within seconds
 * where nothing answers. On an emulator queue URLs are names only (their host is ignored), and a machine without AWS
 * credentials uses made-up ones.
 *
 * @param options.purpose `poll` for receiving: long polls would keep short calls waiting for a socket. `send` by default
 */
export function createSqsClient(
  settings: ClientSettings,
  { purpose = "send" }: { purpose?: SqsClientPurpose } = {},
): SQSClient {
  return new SQSClient({ region: settings.region, ...limitsOf(settings, purpose), ...addressOf(settings) });
}

// --- internal ---

type ClientSettings = Pick<QueueSettings, "endpoint" | "region" | "emulator" | "receiveMessageWaitTimeSeconds">;

const CONNECTION_TIMEOUT_MS = 1000;
/** How long an answer may take that waits for nothing. */
const ANSWER_TIMEOUT_MS = 5000;
/** A poll's answer gets more: one that is given up takes the next message with it until its visibility passes. */
const POLL_ANSWER_TIMEOUT_MS = 10_000;

function limitsOf({ receiveMessageWaitTimeSeconds }: ClientSettings, purpose: SqsClientPurpose): SQSClientConfig {
  if (purpose === "poll") return { maxAttempts: 2, requestHandler: toPollHandler(receiveMessageWaitTimeSeconds) };
  const requestHandler = createSqsRequestHandler({
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
    maxConnections: 50,
  });
  return { maxAttempts: 3, requestHandler };
}

/** Plain options, from which the client makes the SDK's own handler and a socket pool: a poll is not in a hurry. */
function toPollHandler(receiveMessageWaitTimeSeconds: number) {
  const agent = { keepAlive: true, maxSockets: 1000 };
  return {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: receiveMessageWaitTimeSeconds * 1000 + POLL_ANSWER_TIMEOUT_MS,
    // By default a timeout only warns.
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  };
}

function addressOf({ endpoint, emulator }: ClientSettings): SQSClientConfig {
  return {
    ...(endpoint !== undefined && { endpoint }),
    // Emulators put names into queue URLs that do not resolve everywhere.
    ...(emulator && { useQueueUrlAsEndpoint: false }),
    ...(emulator && !hasCredentials() && { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  };
}
