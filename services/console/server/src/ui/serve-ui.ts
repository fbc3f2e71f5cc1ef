import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import express, { type RequestHandler, Router } from "express";

/** Is the user interface built? */
export function isUiBuilt(folder: string): boolean {
  return existsSync(join(folder, "index.html"));
}

/**
 * The built pages: files whose names tell their content are kept by browsers, and every page's address gives `index.html`.
 * Where they are not built, a plain page says how.
 */
export function serveUi(folder: string): Router {
  const router = Router();
  router.use(
    express.static(folder, {
      index: false,
      setHeaders: (response, file) => response.set("Cache-Control", cacheOf(file)),
    }),
  );
  router.use(servePages(folder));
  return router;
}

// --- internal ---

function cacheOf(file: string): string {
  return /[\\/]assets[\\/]/.test(file) ? "public, max-age=31536000, immutable" : "no-cache";
}

/** A page's address has no file extension; a missing script must be a 404, not HTML. */
function servePages(folder: string): RequestHandler {
  return (request, response, next) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const isPage = extname(request.path) === "" && !request.path.startsWith("/v1/");
    if (!isRead || !isPage || !request.accepts("html")) return next();
    response.set("Cache-Control", "no-cache");
    if (isUiBuilt(folder)) response.sendFile("index.html", { root: folder });
    else response.status(503).type("html").send(NOT_BUILT);
  };
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>LetsGo console</title></head>
<body>
<h1>The console's pages are not built</h1>
<p>Its server runs and collects. Build the pages, then load this page again:</p>
<pre>npm run build -w @letsgo/console-ui</pre>
</body>
</html>
`;
