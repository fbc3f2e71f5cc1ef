/** Body of an `application/problem+json` answer (RFC 9457), as the API and the proxies before it send them. */
export interface Problem {
  title?: string;
  detail?: string;
  /** The service that a proxy could not reach. */
  upstream?: string;
  errors: readonly FieldFault[];
}

/** One fault of the request, by field; nested fields are joined by dots. */
interface FieldFault {
  field: string;
  message: string;
}

/** Reads what a body says as problem+json; whatever is missing or of another type is left out. */
export function parseProblem(body: unknown): Problem {
  if (!isRecord(body)) return { errors: [] };
  const { title, detail, upstream, errors } = body;
  return {
    ...(typeof title === "string" && { title }),
    ...(typeof detail === "string" && { detail }),
    ...(typeof upstream === "string" && { upstream }),
    errors: Array.isArray(errors) ? errors.filter(isFieldFault) : [],
  };
}

/** Is it an object whose properties can be read? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// --- internal ---

function isFieldFault(value: unknown): value is FieldFault {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
