import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

/** For `vite` beside a console that runs: its pages from the sources, its data from that console. */
const consoleUrl = process.env.LETSGO_CONSOLE_URL || "http://127.0.0.1:3003";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  clearScreen: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The forms' library names it in a test helper, which is not bundled; it would need eval, which the pages forbid.
    rolldownOptions: { external: ["@rjsf/validator-ajv8"] },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "^/v1/": { target: consoleUrl, changeOrigin: true, headers: { origin: consoleUrl } } },
  },
});
