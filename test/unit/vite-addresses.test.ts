import path from "node:path";
import { createLogger, createServer } from "vite";
import { afterEach, expect, it, vi } from "vitest";
import { root } from "../../scripts/config.ts";

afterEach(() => void vi.unstubAllEnvs());

/** What Vite says of its addresses, as `vite` on the command line lets it. */
async function addressesSaid(host: string): Promise<string> {
  vi.stubEnv("HOST", host);
  const said: string[] = [];
  const customLogger = createLogger("info");
  customLogger.info = (text) => void said.push(text);
  const vite = await createServer({
    root: path.join(root, "services/web"),
    server: { port: 0, ws: false },
    optimizeDeps: { noDiscovery: true },
    customLogger,
  });
  try {
    await vite.listen();
    vite.printUrls();
    return said.join("\n");
  } finally {
    await vite.close();
  }
}

it("on the loopback Vite says its address, in a container none that nobody can open", { timeout: 20_000 }, async () => {
  expect(await addressesSaid("127.0.0.1")).toContain("http://127.0.0.1:");
  expect(await addressesSaid("0.0.0.0")).not.toContain("http://");
});
