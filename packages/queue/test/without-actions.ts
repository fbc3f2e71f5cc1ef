import { type SQSClient, SQSServiceException } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { createSqsClient } from "../src/index.ts";

/** A client to an emulator that does not know all actions of the API, as some do not. */
export function createClientWithout(settings: QueueSettings, ...commandNames: string[]): SQSClient {
  const client = createSqsClient(settings);
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        if (!commandNames.includes(commandName)) return next(args);
        throw new SQSServiceException({ name: "InvalidAction", $fault: "client", message: "Unknown", $metadata: {} });
      },
    { step: "initialize" },
  );
  return client;
}
