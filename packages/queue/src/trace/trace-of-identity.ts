import { hash } from "node:crypto";
import { type SpanContext, TraceFlags } from "@opentelemetry/api";

/**
 * The trace of a message that carries none: made of its identity, so that sender and receiver, each delivery and each copy
 * name the same one, and nothing has to be sent for it. Nobody has decided against recording it, so it is marked sampled.
 */
export function traceOfIdentity(messageId: string): SpanContext {
  const traceId = traceIdOfIdentity(messageId);
  return { traceId, spanId: traceId.slice(-16), traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/** A UUID without its hyphens; of any other identity a digest. */
export function traceIdOfIdentity(messageId: string): string {
  if (!UUID.test(messageId)) return hash("sha256", String(messageId)).slice(0, 32);
  // A third of the time that replaceAll takes, and every message needs one.
  const part = (start: number, end: number) => messageId.slice(start, end);
  return part(0, 8) + part(9, 13) + part(14, 18) + part(19, 23) + part(24, 36);
}

// --- internal ---

/** Of version 4: its variant's digit is never 0, so neither id made of it is all zeros, which would be none. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
