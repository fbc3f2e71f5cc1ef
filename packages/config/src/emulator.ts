import { parseEnvironment } from "./parse-environment.ts";
import { type Column, type Environment, fixedInStack, oneOf, url } from "./setting.ts";

export const endpointSettings = {
  AWS_ENDPOINT_URL_SQS: fixedInStack(
    url({ meaning: "SQS's address; unset means AWS itself, by the SDK's default rules.", default: undefined }),
  ),
  AWS_ENDPOINT_URL_S3: fixedInStack(
    url({
      meaning: "S3's address, for payloads; unset means SQS's where that is an emulator, else AWS itself.",
      default: undefined,
    }),
  ),
  AWS_ENDPOINT_URL: fixedInStack(
    url({ meaning: "Address of every AWS service that has no address of its own.", default: undefined }),
  ),
  LETSGO_EMULATOR: fixedInStack(
    oneOf(["true", "false"], {
      meaning:
        "`true` treats any SQS endpoint as an emulator, on which queues may be created and altered. Never set it for AWS.",
      default: undefined,
    }),
  ),
};

/** The SQS endpoint that the environment names, if any. */
export function sqsEndpointOf(environment: Environment): string | undefined {
  const values = parseEnvironment(endpointSettings, environment);
  return values.AWS_ENDPOINT_URL_SQS ?? values.AWS_ENDPOINT_URL;
}

/** The S3 endpoint that the environment names, if any. */
export function s3EndpointOf(environment: Environment): string | undefined {
  const values = parseEnvironment(endpointSettings, environment);
  return values.AWS_ENDPOINT_URL_S3 ?? values.AWS_ENDPOINT_URL;
}

/**
 * Is the endpoint an emulator on this machine? Only there are queues created or altered. Every host counts as AWS except
 * loopback, a name without a dot, names under `.localhost`, `host.docker.internal`, and `localhost.localstack.cloud`.
 *
 * @param endpoint the SQS endpoint; undefined (the SDK's default rules) is AWS
 */
export function isEmulator(endpoint: string | undefined, environment: Environment): boolean {
  const { LETSGO_EMULATOR: forced } = parseEnvironment(endpointSettings, environment);
  if (endpoint === undefined) return false;
  if (forced !== undefined) return forced === "true";
  const host = new URL(endpoint).hostname.toLowerCase();
  return (
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    host === "[::1]" ||
    /^[^.:[\]]+$/.test(host) ||
    host.endsWith(".localhost") ||
    host === "host.docker.internal" ||
    /(^|\.)localhost\.localstack\.cloud$/.test(host)
  );
}

/** Whose defaults count: the local ones on an emulator or with LetsGo's local queue, else the cloud's. */
export function columnOf(environment: Environment): Column {
  const local = isEmulator(sqsEndpointOf(environment), environment) || environment.LETSGO_LOCAL_QUEUE_URL;
  return local ? "local" : "cloud";
}
