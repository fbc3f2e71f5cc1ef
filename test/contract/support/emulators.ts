/** The SQS emulators that the contract is run against. */
export type EmulatorName = "sqs-emulator" | "localstack" | "fauxqs" | "elasticmq";

/** How they are written. */
export const emulatorLabels: Readonly<Record<EmulatorName, string>> = {
  "sqs-emulator": "our emulator",
  localstack: "LocalStack",
  fauxqs: "fauxqs",
  elasticmq: "ElasticMQ",
};

/** A running emulator, or why it does not run here. */
export type FoundEmulator = { readonly endpoint: string } | { readonly missing: string };

/** An emulator that the run has started. */
export interface StartedEmulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    emulators: Readonly<Record<EmulatorName, FoundEmulator>>;
  }
}
