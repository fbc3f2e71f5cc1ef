import { buildApp } from "fauxqs";

export interface EmbeddedS3 {
  /** Its address, for AWS_ENDPOINT_URL_S3. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded S3: fauxqs, whose objects live in this process's memory. It listens on loopback only, which
 * fauxqs's own command does not.
 *
 * @param options.port port on 127.0.0.1
 */
export async function startEmbeddedS3({ port }: { port: number }): Promise<EmbeddedS3> {
  const app = buildApp({ logger: false });
  const url = await app.listen({ port, host: "127.0.0.1" });
  return { url, stop: async () => void (await app.close()) };
}
