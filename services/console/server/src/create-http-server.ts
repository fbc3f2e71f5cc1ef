import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { securityHeaders } from "./middleware/security-headers.ts";

/**
 * The console's HTTP server. An address with long filters is taken and cut by the page, which says so; one that is longer
 * still is answered in words, where Node answers with an empty page.
 */
export function createHttpServer(app: RequestListener): Server {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, app);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) return void socket.destroy();
    socket.end(error.code === "HPE_HEADER_OVERFLOW" ? TOO_LONG : UNREADABLE);
  });
  return server;
}

// --- internal ---

/** Address and headers together. */
const MAX_HEADER_BYTES = 64 * 1024;

const UNREADABLE = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>LetsGo console</title></head>
<body>
<h1>The address is too long</h1>
<p>Expected address and headers to be at most ${MAX_HEADER_BYTES} bytes, got more. Filters of up to 1,000 characters are
looked for.</p>
<p><a href="/messages">See all messages</a></p>
</body>
</html>
`;

const TOO_LONG = [
  "HTTP/1.1 431 Request Header Fields Too Large",
  "Connection: close",
  "Content-Type: text/html; charset=utf-8",
  `Content-Length: ${Buffer.byteLength(page)}`,
  ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
  "",
  page,
].join("\r\n");
