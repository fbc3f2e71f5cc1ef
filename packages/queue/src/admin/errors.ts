import { QueueError } from "../errors.ts";

/** Queues were to be created or altered where the endpoint is AWS: only deployments do that there. */
export class NotAnEmulatorError extends QueueError {
  readonly code = "NOT_AN_EMULATOR";

  constructor(endpoint: string | undefined) {
    super(
      `Expected the SQS endpoint to be an emulator, got ${endpoint ?? "AWS itself"}. Set AWS_ENDPOINT_URL_SQS to an address on this machine.`,
      false,
    );
  }
}
