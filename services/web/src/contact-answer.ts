import { type FieldErrors, isField } from "./contact-form.ts";
import { isRecord, type Problem, parseProblem } from "./problem.ts";

/** What became of a sent form. All but `accepted` leave the input as it is. */
export type ContactAnswer =
  | { kind: "accepted"; messageId: string }
  | { kind: "refused"; fieldErrors: FieldErrors; detail: string }
  | { kind: "unavailable"; detail: string };

/** The web server itself did not answer. */
export const WEB_SILENT: ContactAnswer = {
  kind: "unavailable",
  detail: "The web server does not answer. Try again once the stack is up.",
};

/**
 * What an answer of `POST /v1/contact` means for the form.
 *
 * @param retryAfter the answer's Retry-After header: seconds or a date
 * @param body the answer's JSON; undefined where it had none
 * @param now epoch milliseconds, to which a date is compared. @default the clock
 */
export function toContactAnswer(
  status: number,
  retryAfter: string | null,
  body: unknown,
  now: number = Date.now(),
): ContactAnswer {
  if (status === 200 && isRecord(body) && typeof body.messageId === "string") {
    return { kind: "accepted", messageId: body.messageId };
  }
  if (status === 413) return TOO_LONG;
  const problem = parseProblem(body);
  if (status >= 400 && status < 500) return toRefusal(status, problem);
  const said = problem.detail ?? `The API answered with status ${status}.`;
  return { kind: "unavailable", detail: `${said} ${tryAgain(parseRetryAfter(retryAfter, now))}` };
}

// --- internal ---

/** The problem's own words count bytes; of the fields a person fills in, only the message can be that long by right. */
const TOO_LONG: ContactAnswer = {
  kind: "refused",
  fieldErrors: { message: "Shorten your message." },
  detail: "Your message is too long to be sent.",
};

function toRefusal(status: number, { errors, detail, title }: Problem): ContactAnswer {
  const ours = errors.filter(({ field }) => isField(field));
  const others = errors.filter(({ field }) => !isField(field)).map(({ field, message }) => `${field}: ${message}`);
  const said = detail ?? title ?? `The API refused the message with status ${status}.`;
  return {
    kind: "refused",
    fieldErrors: Object.fromEntries(ours.map(({ field, message }) => [field, message])),
    detail: [said, ...others].join(" "),
  };
}

/** Whole seconds from now; undefined where the header is absent or neither seconds nor a date. */
function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function tryAgain(seconds: number | undefined): string {
  if (!seconds) return "Try again.";
  return seconds === 1 ? "Try again in 1 second." : `Try again in ${seconds} seconds.`;
}
