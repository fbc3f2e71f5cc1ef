/** What a JSON log line holds, as `@letsgo/logger` and `@letsgo/activity` write it. */
export interface LineFields {
  readonly time?: string;
  readonly level?: string;
  readonly msg?: string;
  readonly messageId?: string;
  readonly type?: string;
  readonly traceId?: string;
  readonly hop?: "accepted" | "received" | "outcome";
  readonly outcome?: "succeeded" | "failed";
  readonly mode?: "direct" | "queued";
  readonly receiveCount?: number;
  readonly willRetry?: boolean;
  readonly err?: { readonly type?: string; readonly message?: string; readonly stack?: string };
  readonly [name: string]: unknown;
}

/** One line that a service wrote. */
export interface LogLine {
  /** The service's name: `web`, `api`, `worker`, `localstack`, or who else wrote the line. */
  readonly service: string;
  /** The line as it was written. */
  readonly text: string;
  /** The line's fields; empty where it is not JSON (tools such as Vite write plain text). */
  readonly fields: LineFields;
}

/**
 * Reads one line of a service's output.
 *
 * @param service who wrote it, where that is known by other means than the line's own `service` field
 */
export function parseLine(text: string, service?: string): LogLine {
  const fields = fieldsOf(text);
  return { service: service ?? (typeof fields.service === "string" ? fields.service : "unknown"), text, fields };
}

// --- internal ---

function fieldsOf(text: string): LineFields {
  if (!text.startsWith("{")) return {};
  try {
    return JSON.parse(text) as LineFields;
  } catch {
    return {};
  }
}
