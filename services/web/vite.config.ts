import type { ServerResponse } from "node:http";
import react from "@vitejs/plugin-react";
import { createLogger, defaultClientConditions, defaultServerConditions, defineConfig, type ProxyOptions } from "vite";
import { guardPlugin } from "./guard-plugin.ts";
import { hideUrlsPlugin } from "./hide-urls-plugin.ts";
import { answerUpstreamProblem, type Upstream } from "./server/upstream-problem.ts";

const { HOST, PORT, API_URL, WORKER_URL, LETSGO_ALLOWED_HOSTS } = process.env;

const allowedHosts = (LETSGO_ALLOWED_HOSTS ?? "")
  .split(",")
  .map((name) => name.trim())
  .filter(Boolean);

const host = HOST || "127.0.0.1";

export default defineConfig({
  plugins: [react(), guardPlugin(allowedHosts), hideUrlsPlugin(host)],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
  clearScreen: false,
  customLogger: createQuietLogger(),
  build: { outDir: "dist/client" },
  server: {
    host,
    port: Number(PORT || 3000),
    strictPort: true,
    // The browser's end of hot reload takes host and port from the page's address, so a mapped port needs no setting.
    allowedHosts: ["web", ...allowedHosts],
    proxy: {
      "^/v1(/|$)": toProxy({ name: "API", url: API_URL || "http://127.0.0.1:3001" }),
      "^/stack/worker$": {
        ...toProxy({ name: "worker", url: WORKER_URL || "http://127.0.0.1:3002" }),
        rewrite: () => "/health",
      },
    },
  },
});

// --- internal ---

/** Host passes through unchanged: the upstream's guard compares it with Origin. */
function toProxy(upstream: Upstream): ProxyOptions {
  return {
    target: upstream.url,
    changeOrigin: false,
    configure: (proxy) =>
      proxy.on("error", (error, _request, response) => {
        if ("writeHead" in response) answerUpstreamProblem(response as ServerResponse, upstream, error);
      }),
  };
}

/** Vite would print a stack for each request that finds its upstream down; the page asks every two seconds. */
function createQuietLogger() {
  const logger = createLogger();
  const { error } = logger;
  logger.error = (text, options) => {
    if (!text.includes("http proxy error")) error(text, options);
  };
  return logger;
}
