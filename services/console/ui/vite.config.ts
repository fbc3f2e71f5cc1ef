import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

/** For `vite` beside a console that runs: its pages from the sources, its data from that console. */
const consoleUrl = process.env.LETSGO_CONSOLE_URL || "http://127.0.0.1:3003";

export default defineConfig({
  plugins: [react(), askAhead()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  clearScreen: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: {
      input: { index: "index.html", ahead: "src/ahead/main.ts" },
      // The forms' library names it in a test helper, which is not bundled; it would need eval, which the pages forbid.
      external: ["@rjsf/validator-ajv8"],
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "^/v1/": { target: consoleUrl, changeOrigin: true, headers: { origin: consoleUrl } } },
  },
});

/**
 * A small script before all others asks for the first data. As one of the page itself it would be put into one bundle with
 * the rest, and wait for it.
 */
function askAhead(): Plugin {
  return {
    name: "ask-ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find((each) => each.type === "chunk" && each.name === "ahead");
        if (!chunk) throw new Error("Expected the build to have a chunk named ahead, got none");
        return [
          {
            tag: "script",
            attrs: { type: "module", async: true, src: `/${chunk.fileName}` },
            injectTo: "head-prepend",
          },
        ];
      },
    },
  };
}
