import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import {
  createErrorHandler,
  getDefaultFormState,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  unwrapErrorHandler,
  type ValidationData,
  type ValidatorType,
  validationDataMerge,
} from "@rjsf/utils";

/** Checks forms by an interpreter of JSON Schema; Ajv would compile functions, which the pages' CSP forbids. */
export const validator: ValidatorType = {
  isValid(schema, formData) {
    return validate(schema, formData).length === 0;
  },
  rawValidation(schema, formData) {
    return { errors: validate(schema, formData) as never[] };
  },
  validateFormData(formData, schema, customValidate, transformErrors, uiSchema): ValidationData<unknown> {
    const found = validate(schema, formData).map(toError);
    const errors = transformErrors ? transformErrors(found, uiSchema) : found;
    const data = { errors, errorSchema: toErrorSchema(errors) };
    if (!customValidate) return data;
    const defaults = getDefaultFormState(validator, schema, formData, schema, true);
    const handler = customValidate(defaults, createErrorHandler(defaults as never), uiSchema);
    return validationDataMerge(data, unwrapErrorHandler(handler as never));
  },
};

// --- internal ---

/** Only faults of values: what holds them is at fault by them. */
function validate(schema: RJSFSchema, formData: unknown): OutputUnit[] {
  // Undefined is no JSON: fields that a form left empty are absent.
  const value = formData === undefined ? {} : JSON.parse(JSON.stringify(formData));
  const { errors } = new Validator(schema as Schema, "7", false).validate(value);
  return errors.filter(({ keyword }) => !["properties", "items", "additionalProperties", "$ref"].includes(keyword));
}

function toError(unit: OutputUnit): RJSFValidationError {
  const { keyword, instanceLocation, error } = unit;
  const missing = keyword === "required" ? /"([^"]+)"/.exec(error)?.[1] : undefined;
  const names = instanceLocation.split("/").slice(1).map(fromPointer);
  const path = missing === undefined ? names : [...names, missing];
  const message = missing === undefined ? toSentence(unit) : "Fill this in.";
  return { name: keyword, property: path.map((name) => `.${name}`).join(""), message, stack: message };
}

function fromPointer(part: string): string {
  return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
}

function toSentence({ keyword, error }: OutputUnit): string {
  if (keyword === "minLength") return "Fill this in.";
  if (keyword === "format") return `Expected ${/"([^"]+)"\.?$/.exec(error)?.[1] ?? "another format"}.`;
  return error;
}
