export type { FieldError, Problem } from "./errors.ts";
export { ProblemError } from "./errors.ts";
export { refuseForeign } from "./guard.ts";
export { httpProblemOf } from "./http-problem.ts";
export { readJsonBody } from "./json-body.ts";
export { allowOnly, answerErrors, answerNotFound } from "./problem.ts";
