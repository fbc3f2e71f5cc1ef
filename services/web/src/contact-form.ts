import { contactPayload } from "@letsgo/types";

/** The fields that a person fills in, in the order of the page. */
export const FIELDS = ["name", "email", "message"] as const;
export type Field = (typeof FIELDS)[number];

/** What the page sends: the fields, the page's query parameters and the time of sending. */
export type ContactForm = Record<Field, string> & {
  query: Record<string, string | string[]>;
  /** ISO 8601. */
  timestamp: string;
};

/** A fault's words for each field that has one. */
export type FieldErrors = Partial<Record<Field, string | undefined>>;

/** What stands in the form on the page, with the page's query string and the time of now. */
export function readContactForm(fields: FormData, search: string): ContactForm {
  const textOf = (field: Field) => String(fields.get(field) ?? "");
  return {
    name: textOf("name"),
    email: textOf("email"),
    message: textOf("message"),
    query: parseQuery(search),
    timestamp: new Date().toISOString(),
  };
}

/** Is it one of the fields that a person fills in? */
export function isField(name: unknown): name is Field {
  return FIELDS.some((field) => field === name);
}

/** Query parameters as an object: a name's one value as a text, the values of a name given more than once as a list. */
export function parseQuery(search: string): ContactForm["query"] {
  const parameters = new URLSearchParams(search);
  const names = new Set(parameters.keys());
  // fromEntries defines own properties, so a parameter named __proto__ is one like any other.
  return Object.fromEntries([...names].map((name) => [name, unwrap(parameters.getAll(name))]));
}

/** Checks a form with the schema that the API uses too; an empty object means that it is right. */
export function findFieldErrors(form: ContactForm): FieldErrors {
  const { error } = contactPayload.safeParse(form);
  const wrong = error?.issues.map((issue) => issue.path[0]).filter(isField) ?? [];
  return Object.fromEntries(wrong.map((field) => [field, REMEDIES[field]]));
}

// --- internal ---

/** The schema has one rule for each field, so a fault's remedy follows from the field. */
const REMEDIES: Record<Field, string> = {
  name: "Enter your name.",
  email: "Enter an email address, for example ada@example.com.",
  message: "Write a message.",
};

function unwrap(values: string[]): string | string[] {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}
