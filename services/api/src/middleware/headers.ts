import type { RequestHandler } from "express";

/** Headers of every answer: no guessing of types, no caching (the answers tell what is so now). */
export const setHeaders: RequestHandler = (_request, response, next) => {
  response.set({ "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" });
  next();
};
