import { buildApp } from "fauxqs";

/** An S3 emulator in this process, on loopback. */
export async function startS3(): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });
  return { endpoint, [Symbol.asyncDispose]: async () => void (await app.close()) };
}
