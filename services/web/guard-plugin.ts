import { STATUS_CODES } from "node:http";
import type { createGuard } from "@letsgo/guard";
import type { Plugin } from "vite";

/** Puts the stack's guard before everything that Vite serves or hands on, as the server of the built pages does. */
export function guardPlugin(allowedHosts: readonly string[]): Plugin {
  return {
    name: "letsgo-guard",
    async configureServer(server) {
      // Through Vite, which knows the sources behind the package's name; Node alone would look for its built form.
      const module = (await server.ssrLoadModule("@letsgo/guard")) as { createGuard: typeof createGuard };
      const guard = module.createGuard({ allowedHosts });
      server.middlewares.use((request, response, next) => {
        const refusal = guard(request);
        if (!refusal) return next();
        const { status, detail } = refusal;
        response.writeHead(status, { "content-type": "application/problem+json" });
        response.end(JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail }));
      });
    },
  };
}
