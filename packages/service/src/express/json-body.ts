import express, { type RequestHandler } from "express";
import { ProblemError } from "./errors.ts";

/** Parses a JSON body of at most `maxBodyBytes`; another content type is refused (415), so is more (413) or no JSON (400). */
export function readJsonBody({ maxBodyBytes }: { maxBodyBytes: number }): RequestHandler[] {
  return [requireJson, express.json({ limit: maxBodyBytes, strict: false })];
}

// --- internal ---

const requireJson: RequestHandler = (request, _response, next) => {
  const contentType = request.headers["content-type"];
  // Not request.is(): it says no to a request without a body, which is a fault of its own (400).
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? "")) {
    throw new ProblemError({
      status: 415,
      detail: `Expected Content-Type to be application/json, got ${contentType ?? "none"}.`,
    });
  }
  next();
};
