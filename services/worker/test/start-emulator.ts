import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";

/** An SQS emulator in this process, on loopback. */
export async function startEmulator() {
  let app = buildApp({ logger: false });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** Comes back empty on the same port. */
    async restart() {
      await app.close();
      app = buildApp({ logger: false });
      await app.listen({ port, host: "127.0.0.1" });
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}
