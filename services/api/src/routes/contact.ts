import type { Producer } from "@letsgo/queue";
import { allowOnly, type FieldError, ProblemError, readJsonBody } from "@letsgo/service/express";
import { type ContactMessagePayload, contactPayload, MessageType } from "@letsgo/types";
import { Router } from "express";

/** Most bytes of a contact form's body. */
export const MAX_CONTACT_BODY_BYTES = 256 * 1024;

/** `POST /v1/contact`: the contact form. */
export function contactRoute({ enqueue }: { enqueue: Producer["enqueue"] }): Router {
  const router = Router();
  router
    .route("/contact")
    .post(...readJsonBody({ maxBodyBytes: MAX_CONTACT_BODY_BYTES }), async (request, response) => {
      const payload = parseContact(request.body);
      const { messageId } = await enqueue({ type: MessageType.Contact, payload });
      response.status(200).json({ messageId });
    })
    .all(allowOnly("POST"));
  return router;
}

// --- internal ---

/** The payload as the caller gave it: what is sent is never the schema's output. */
function parseContact(body: unknown): ContactMessagePayload {
  const result = contactPayload.safeParse(body, { error: (issue) => wordsOf(issue) });
  if (result.success) return body as ContactMessagePayload;
  const errors = result.error.issues.flatMap((issue) => toFieldErrors(issue));
  const fields = errors.map(({ field }) => field).join(", ");
  throw new ProblemError({
    status: 400,
    detail: `Expected the contact form to be valid, got faults in ${fields}.`,
    errors,
  });
}

/** A missing field is told as such; all else in the schema's own words. */
function wordsOf(issue: { input?: unknown }): string | undefined {
  return issue.input === undefined ? "Expected a value, got none" : undefined;
}

function toFieldErrors(issue: { path: PropertyKey[]; message: string; keys?: string[] }): FieldError[] {
  // A field too many is told on the object that holds it; people look for the field.
  if (issue.keys) return issue.keys.map((key) => ({ field: toField([...issue.path, key]), message: "Unknown field" }));
  return [{ field: toField(issue.path), message: issue.message }];
}

function toField(path: readonly PropertyKey[]): string {
  return path.length > 0 ? path.map(String).join(".") : "body";
}
