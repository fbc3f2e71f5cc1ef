import { buildApp } from "fauxqs";

export interface EmbeddedSqs {
  /** Its address, for AWS_ENDPOINT_URL_SQS. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded SQS. What its queues hold lives in this process's memory. It listens on loopback only, which
 * fauxqs's own command does not.
 *
 * @param options.port port on 127.0.0.1
 */
export async function startEmbeddedSqs({ port }: { port: number }): Promise<EmbeddedSqs> {
  const app = buildApp({ logger: false });
  const url = await app.listen({ port, host: "127.0.0.1" });
  return { url, stop: async () => void (await app.close()) };
}
