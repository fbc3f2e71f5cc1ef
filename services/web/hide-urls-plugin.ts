import type { Plugin } from "vite";

/**
 * Keeps Vite from printing addresses where it listens beyond the loopback, that is, in a container: it knows only the
 * container's own, at which nobody finds it. The banner of the stack says the right ones.
 */
export function hideUrlsPlugin(host: string): Plugin {
  return {
    name: "letsgo-hide-urls",
    configureServer(server) {
      if (!loopback.has(host)) server.printUrls = () => {};
    },
  };
}

// --- internal ---

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);
