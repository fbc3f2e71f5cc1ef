import { isRecord, parseProblem } from "./problem.ts";

/** What the API's and the worker's healths may say; a service of another version may leave any of it out. */
export interface Health {
  status?: string;
  mode?: string;
  /** What decided the mode, in words. */
  source?: string;
  /** `ok` or `unreachable`. */
  queue?: string;
  /** The worker's poller: `polling`, `paused`, `failing`. */
  polling?: string;
  reason?: string;
}

/**
 * A health as the page got it: `answered` by the service itself, be it well or not; `silent` where the web server got no
 * answer from it; `web-silent` where the web server itself gave none.
 */
export type HealthAnswer =
  | { kind: "answered"; health: Health }
  | { kind: "silent"; detail: string }
  | { kind: "web-silent" };

/** Tells a service's own health from the problem that a proxy, or a guard, answers in its place. */
export function toHealthAnswer(body: unknown): HealthAnswer {
  if (isRecord(body) && typeof body.status === "string") return { kind: "answered", health: toHealth(body) };
  const { detail, title } = parseProblem(body);
  return { kind: "silent", detail: detail ?? title ?? "Its answer is not a health." };
}

// --- internal ---

const HEALTH_FIELDS = ["status", "mode", "source", "queue", "polling", "reason"] as const;

function toHealth(body: Record<string, unknown>): Health {
  const said = HEALTH_FIELDS.map((field) => [field, body[field]] as const);
  return Object.fromEntries(said.filter(([, value]) => typeof value === "string"));
}
