import { type DashboardQuery, type HistoryQuery, type MessagesQuery, messageStates } from "@letsgo/console-api";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";
import { MAX_LIMIT } from "./list-messages.ts";

/** @throws {ProblemError} 400 naming each parameter that cannot be used */
export function parseMessagesQuery(query: unknown): MessagesQuery {
  return parse(messagesQuery, query) as MessagesQuery;
}

/** @throws {ProblemError} 400 naming each parameter that cannot be used */
export function parseDashboardQuery(query: unknown): DashboardQuery {
  return parse(dashboardQuery, query) as DashboardQuery;
}

/** @throws {ProblemError} 400 naming each parameter that cannot be used */
export function parseHistoryQuery(query: unknown): HistoryQuery {
  return parse(historyQuery, query) as HistoryQuery;
}

/**
 * Reads a request's body by a schema.
 *
 * @throws {ProblemError} 400 naming each field that cannot be used
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    return keys.map((key) => ({
      field: [...issue.path, key].filter((part) => part !== undefined).join(".") || "body",
      message: issue.message,
    }));
  });
  throw new ProblemError({
    status: 400,
    detail: `Expected the request to be valid, got faults in ${errors.map(({ field }) => field).join(", ")}.`,
    errors,
  });
}

// --- internal ---

const text = z.string().max(1000);
const whole = z
  .string()
  .regex(/^\d{1,15}$/, "Expected a whole number")
  .transform(Number);
const wholeIn = (min: number, max: number) => whole.pipe(z.number().min(min).max(max));
/** Express gives one value as text, several as a list. */
const several = <T>(schema: z.ZodType<T>) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(schema).max(50).optional(),
  );
/** An empty parameter counts as absent: a form's URL has such. */
const present = (query: unknown) =>
  Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== ""));

const messagesQuery = z.preprocess(
  present,
  z.strictObject({
    state: several(z.enum(messageStates)),
    type: several(text),
    mode: z.enum(["direct", "queued"]).optional(),
    text: text.optional(),
    id: text.optional(),
    from: whole.optional(),
    to: whole.optional(),
    limit: wholeIn(1, MAX_LIMIT).optional(),
    before: whole.optional(),
    skip: whole.optional(),
    after: whole.optional(),
  }),
);
const minutes = wholeIn(5, 1440).optional();
const dashboardQuery = z.preprocess(present, z.strictObject({ minutes, type: text.optional() }));
const historyQuery = z.preprocess(present, z.strictObject({ minutes }));
