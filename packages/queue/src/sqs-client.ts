import { SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { hasCredentials } from "./config.ts";

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
  settings: Pick<QueueSettings, "endpoint" | "region" | "emulator">,
  { purpose = "send" }: { purpose?: SqsClientPurpose } = {},
): SQSClient {
  return new SQSClient({ region: settings.region, ...limits[purpose], ...addressOf(settings) });
}

// --- internal ---

const CONNECTION_TIMEOUT_MS = 1000;

// A long poll takes up to 20 s; a poller sees its own failures, so one retry is enough of them.
const limits = {
  send: { maxAttempts: 3, requestHandler: toHandler({ requestTimeout: 5000, maxSockets: 50 }) },
  poll: { maxAttempts: 2, requestHandler: toHandler({ requestTimeout: 30_000, maxSockets: 1000 }) },
} as const satisfies Record<SqsClientPurpose, SQSClientConfig>;

/** Plain options, from which each client makes its own handler and socket pool. */
function toHandler({ requestTimeout, maxSockets }: { requestTimeout: number; maxSockets: number }) {
  const agent = { keepAlive: true, maxSockets };
  return {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout,
    // By default a timeout only warns.
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  };
}

function addressOf({ endpoint, emulator }: Pick<QueueSettings, "endpoint" | "emulator">): SQSClientConfig {
  return {
    ...(endpoint !== undefined && { endpoint }),
    // Emulators put names into queue URLs that do not resolve everywhere.
    ...(emulator && { useQueueUrlAsEndpoint: false }),
    ...(emulator && !hasCredentials() && { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  };
}
