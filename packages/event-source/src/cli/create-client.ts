import { SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import type { CommandEnvironment } from "./config.ts";
import type { CommandOptions } from "./parse-arguments.ts";

/** Where the queue is. */
export interface Place {
  region: string;
  /** Undefined: AWS's own endpoint for the region. */
  endpoint: string | undefined;
}

/** Finds region and endpoint from the options, the queue's URL and the environment, in this order. */
export function placeOf(
  { queueUrl, endpoint, region }: Pick<CommandOptions, "queueUrl" | "endpoint" | "region">,
  environment: CommandEnvironment,
): Place {
  const { origin, hostname } = new URL(queueUrl);
  const [, awsRegion] = /^sqs\.([a-z0-9-]+)\.(?:amazonaws\.com|localhost\.localstack\.cloud)/.exec(hostname) ?? [];
  return {
    region: region ?? awsRegion ?? environment.region ?? "us-east-1",
    endpoint: endpoint ?? (isAws(hostname) ? undefined : origin),
  };
}

/** A client with sockets for all pollers, and for the deletes beside them. */
export function createClient(
  { region, endpoint }: Place,
  { concurrency }: Pick<CommandOptions, "concurrency">,
  { hasCredentials }: CommandEnvironment,
): SQSClient {
  const maxSockets = concurrency + 50;
  const config: SQSClientConfig = { region, requestHandler: { httpAgent: { maxSockets }, httpsAgent: { maxSockets } } };
  if (endpoint !== undefined) config.endpoint = endpoint;
  const isOffAws = endpoint !== undefined && !isAws(new URL(endpoint).hostname);
  if (isOffAws && !hasCredentials) config.credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new SQSClient(config);
}

// --- internal ---

function isAws(hostname: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(hostname);
}
