import type { RequestHandler } from "express";

/** Everything the pages load is their own: scripts, styles, the two proxied paths. Nobody may frame them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Sets the headers that keep a browser from running, framing or guessing at what is not the pages' own. */
export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    // "no-referrer" would make browsers send "Origin: null" with form posts, which the guards refuse.
    "Referrer-Policy": "same-origin",
  });
  next();
};
