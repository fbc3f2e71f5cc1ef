import { type ContactAnswer, toContactAnswer, WEB_SILENT } from "./contact-answer.ts";
import type { ContactForm } from "./contact-form.ts";
import { type HealthAnswer, toHealthAnswer } from "./health-answer.ts";

/** Time for a health to answer, in milliseconds; a service that needs longer is not well. */
const HEALTH_TIMEOUT_MS = 5_000;

/** Asks the API how it is. Never rejects, but for an aborted `signal`. */
export function fetchApiHealth(signal: AbortSignal): Promise<HealthAnswer> {
  return fetchHealth("/v1/health", signal);
}

/** Asks the worker how it is, through the web server. Never rejects, but for an aborted `signal`. */
export function fetchWorkerHealth(signal: AbortSignal): Promise<HealthAnswer> {
  return fetchHealth("/stack/worker", signal);
}

/** Sends the contact form to the API. Never rejects: every failure is an answer that the form can show. */
export async function sendContact(form: ContactForm): Promise<ContactAnswer> {
  try {
    const response = await fetch("/v1/contact", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
    return toContactAnswer(response.status, response.headers.get("retry-after"), await readJson(response));
  } catch {
    return WEB_SILENT;
  }
}

// --- internal ---

async function fetchHealth(path: string, signal: AbortSignal): Promise<HealthAnswer> {
  const timeout = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
  try {
    const response = await fetch(path, { cache: "no-store", signal: AbortSignal.any([signal, timeout]) });
    return toHealthAnswer(await readJson(response));
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return { kind: "silent", detail: `No answer within ${HEALTH_TIMEOUT_MS / 1000} s.` };
    if (error instanceof TypeError) return { kind: "web-silent" };
    throw error;
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
